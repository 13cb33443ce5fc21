import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { useWorld } from '../world.ts';

const world = useWorld();
const folder = fileURLToPath(new URL('../../skills/aitronos', import.meta.url));
const skill = readFileSync(join(folder, 'SKILL.md'), 'utf8');

/** A task in words, and what solves it. */
interface Eval {
  readonly id: number;
  readonly prompt: string;
  readonly expected_output: string;
  readonly files: readonly string[];
  readonly signed_out?: boolean;
  /** Calls that made the situation. */
  readonly given: readonly string[];
  /** Calls in their order; `{home}`, `{digest}` and `{run}` stand for what came before. */
  readonly commands: readonly string[];
  readonly exit_codes: readonly number[];
  /** The status of users afterwards, by id or address; `nobody` for who is not there. */
  readonly state: Readonly<Record<string, string>>;
}

const { evals }: { readonly evals: readonly Eval[] } = JSON.parse(
  readFileSync(join(folder, 'evals', 'evals.json'), 'utf8'),
);

describe('SKILL.md', () => {
  it('has a head by which it is found, and is short', () => {
    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(skill) ?? [];
    const { name, description } = parse(head);
    expect(name).toBe('aitronos');
    expect(description).toMatch(/^Deactivate.* Use it when /);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(body.split('\n').length).toBeLessThanOrEqual(200);
  });

  it('is in the package, which is where it says that the schemas are', () => {
    const { files } = JSON.parse(readFileSync(join(folder, '../../package.json'), 'utf8'));
    expect(files).toEqual(expect.arrayContaining(['skills/aitronos/SKILL.md', 'schema']));
  });

  it('does nothing in its examples and tasks that it forbids', () => {
    const [, forbidden = ''] = /^- Never add ([\s\S]*?) to\s+get past a refusal/m.exec(skill) ?? [];
    const options = forbidden.match(/--[a-z-]+/g)?.filter((option) => option !== '--yes') ?? [];
    expect(options).toContain('--max');
    const examples = skill.match(/```console[\s\S]*?```/g) ?? [];
    const calls = [...examples, ...evals.flatMap(({ commands }) => commands)].join('\n');
    expect(options.filter((option) => calls.includes(option))).toEqual([]);
  });

  it('tells of every exit code', () => {
    for (const code of [0, 1, 2, 3, 4, 5, 130]) expect(skill).toContain(`\n| ${code} |`);
  });
});

// See docs/decisions/2026-11-26-skill.md.
describe('a task', () => {
  it.each(evals)('$id: $prompt', { timeout: 20_000 }, async (task) => {
    const w = world.current;
    const home = w.home;
    for (const file of task.files) cpSync(join(folder, 'evals', 'files', file), join(home, file));
    const env = {
      AITRONOS_ORG: 'org_xyz789',
      ...(task.signed_out && { AITRONOS_ACCESS_TOKEN: undefined }),
    };
    const known = { home, digest: '', run: '' };
    const ends: number[] = [];
    for (const command of [...task.given, ...task.commands]) {
      const line = command.replaceAll(/\{(home|digest|run)\}/g, (_, name: keyof typeof known) => known[name]);
      const { exit, stdout } = await w.run(line, { env });
      ends.push(exit);
      known.digest = /sha256:[0-9a-f]{64}/.exec(stdout)?.[0] ?? known.digest;
      known.run = /"run_id": ?"([^"]+)"/.exec(stdout)?.[1] ?? known.run;
    }
    expect(ends.slice(task.given.length)).toEqual(task.exit_codes);
    expect(await states(Object.keys(task.state))).toEqual(task.state);
  });

  it.each(evals)('$id is solved with what SKILL.md shows', ({ commands }) => {
    for (const command of commands) {
      const [noun, verb] = command.split(' ');
      expect(skill).toContain(`${noun} ${verb}`);
      for (const option of command.match(/(?<= )--[a-z-]+/g) ?? []) expect(skill, command).toContain(option);
    }
  });
});

async function states(users: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const user of users) {
    const { exit, stdout } = await world.current.run(`users get ${user} --org org_xyz789 --json`);
    found[user] = exit === 0 ? JSON.parse(stdout).status.name : 'nobody';
  }
  return found;
}
