import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';

const world = useWorld();
const here = (...names: readonly string[]) => join(world.current.home, ...names);
const CHANGE = 'users deactivate usr_def456 --org org_xyz789 --transfer-to dept_eng001';

/** Options that name a file to be written, each with a command that has it. */
const WRITERS = [
  ['users list --org org_xyz789', '--summary-file'],
  ['users get foo --org org_xyz789', '--summary-file'],
  ['users list --org org_xyz789', '--log-file'],
  [CHANGE, '--plan'],
  ['runs report', '--html'],
  ['runs report', '--markdown'],
  ['runs report', '--csv'],
] as const;

/** What lies in the folders of the program, and would be lost. */
const OWN = [
  ['state/runs/ledger.jsonl', 'records of runs'],
  ['state/runs/new.json', 'records of runs'],
  ['config/config.json', 'stored settings'],
  ['config/credentials.json', 'stored settings'],
  ['link.json', 'stored settings'],
] as const;

beforeEach(async () => {
  const w = world.current;
  await w.run('config set time-zone UTC');
  await w.run(CHANGE);
  symlinkSync(here('config', 'config.json'), here('link.json'));
  w.requests.length = 0;
});

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

describe.each(WRITERS)('%s %s', (line, option) => {
  it.each(OWN)('does not write over %s, which is among the %s', async (name, what) => {
    const file = here(name);
    const before = textOf(file);
    const { exit, stdout, stderr } = await world.current.run(`${line} ${option} ${file}`);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`${option} ${file} is among the ${what}`);
    expect(textOf(file)).toBe(before);
    expect(world.current.requests).toEqual([]);
  });
});

describe('other files of these folders', () => {
  it.each(['state/last.json', 'config/last.json', 'runs.json'])('may be written: %s', async (name) => {
    const line = `users list --org org_xyz789 --summary-file ${here(name)}`;
    expect(await world.current.run(line)).toMatchObject({ exit: 0 });
    expect(textOf(here(name))).toBe('{"exit_code":0}\n');
  });
});
