import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/errors/exit-codes.ts';
import { SETTINGS } from '../../src/settings/settings.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const source = fileURLToPath(new URL('../../src', import.meta.url));

describe('help', () => {
  it.each([
    ['help', /^Administer [\s\S]*\nUsage: aitronos \[options\] \[command\]\n/],
    ['help users', /^Find [\s\S]*\nUsage: aitronos users /],
    ['help users deactivate', /^Deactivate [\s\S]*\nUsage: aitronos users deactivate /],
    ['users help deactivate', /^Deactivate [\s\S]*\nUsage: aitronos users deactivate /],
    ['help help', /^Print [\s\S]*\nUsage: aitronos help /],
  ])('is the page of a command: %s', async (line, page) => {
    const { exit, stdout, stderr } = await world.current.run(line);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(page);
  });

  it.each(['help nothing', 'help users nothing', 'help environment users'])(
    'knows no other: %s',
    async (line) => {
      const { exit, stdout, stderr } = await world.current.run(line);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toBe(
        `error: no command or topic '${line.slice(5)}' (USAGE)\nhint: \`aitronos help\` lists them\n`,
      );
    },
  );

  it('exit-codes tells of every code, in every format', async () => {
    const { stdout } = await world.current.run('help exit-codes --json');
    const codes = JSON.parse(stdout).map(({ code }: { code: number }) => code);
    expect(codes).toEqual(Object.values(EXIT));
    expect((await world.current.run('help exit-codes')).stdout).toMatch(
      /\n {2}0 {4}every user .*\n {7}-> go on\n {2}1 /,
    );
    expect((await world.current.run('help exit-codes -o csv')).stdout).toContain('\n130,"interrupted, or');
  });

  it('environment tells of every variable that the program reads', async () => {
    const { stdout } = await world.current.run('help environment --json');
    const told = JSON.parse(stdout).map(({ variable }: { variable: string }) => variable);
    const settings = Object.values(SETTINGS).flatMap(({ env }) => env ?? []);
    expect(told).toEqual(expect.arrayContaining([...settings, ...variablesRead()]));
  });
});

/** What is of the system, or of Node, and only looked at. */
const NOT_OURS = ['PATH', 'TERM', '_', 'NODE_TLS_REJECT_UNAUTHORIZED'];

function variablesRead(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8'));
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\benv\['([A-Z_]+)'\]/g)].map(([, name = '']) => name),
  );
  return found.filter((name) => !NOT_OURS.includes(name));
}
