import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { helpPages } from '../../scripts/docs/help-pages.ts';
import { useWorld } from '../world.ts';
import { useMachine } from './process.ts';

const world = useWorld();
const machine = useMachine();

const file = fileURLToPath(new URL('../../dist/help.json', import.meta.url));
const ready: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
const commands = Object.keys(ready);

/** As much as a pipe takes at once or not at all, so that no page is cut in the middle. */
const WHOLE_BYTES = 4096;

describe('the pages of help that are ready before the program loads', () => {
  it('are those of every command', () => {
    expect(ready).toEqual(helpPages());
    expect(commands).toEqual(expect.arrayContaining(['', 'users', 'users deactivate', 'help']));
  });

  it.each([
    (command: string) => `help ${command}`,
    (command: string) => `${command} --help`,
    (command: string) => `${command} -h`,
  ])('are what the program prints: %s', async (typed) => {
    const printed: [string, string][] = [];
    for (const command of commands) {
      const { exit, stdout, stderr } = await world.current.run(typed(command), { columns: 80 });
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      printed.push([command, stdout]);
    }
    expect(Object.fromEntries(printed)).toEqual(ready);
  });

  it('fit into a pipe', () => {
    const long = commands.filter((command) => Buffer.byteLength(ready[command] ?? '') > WHOLE_BYTES);
    expect(long).toEqual([]);
  });
});

describe('the program prints', () => {
  it.each([
    ['users deactivate --help', 'users deactivate', {}],
    ['help users', 'users', {}],
    ['users list -h', 'users list', { AITRONOS_LOG_FILE: '/dev/null' }],
  ])('the page that was asked for: %s', async (line, page, env) => {
    expect(await machine.current.run(line, { env })).toMatchObject({ exit: 0, stdout: ready[page] });
  });

  it.each([
    ['users --help --json', 0, '"name": "users"'],
    ['help constructor', 2, ''],
    ['help exit-codes', 0, '130'],
  ])('itself what is not ready: %s', async (line, exit, words) => {
    const ended = await machine.current.run(line);
    expect(ended).toMatchObject({ exit, stdout: expect.stringContaining(words) });
  });
});
