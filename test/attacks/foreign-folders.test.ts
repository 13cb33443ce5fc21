import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deactivateFrom, later } from '../commands/users/many/leavers.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
/** Its name says that it was begun later. */
const OTHER = '20260301-130000-aaaa';
const DRAFT = `.${OTHER}`;
const at = (...names: string[]) => join(world.current.home, 'state', 'runs', ...names);

/** A finished run of three users. */
async function finished(): Promise<void> {
  await world.current.sandbox({ users: 40 });
  expect((await deactivateFrom(world.current, 'usr_000001\nusr_000002\nusr_000003\n')).exit).toBe(0);
  await later(world.current);
}

function pipe(...names: string[]): void {
  mkdirSync(at(...names.slice(0, -1)), { recursive: true, mode: 0o700 });
  execFileSync('mkfifo', ['-m', '600', at(...names)]);
}

const folder = (name: string) => mkdirSync(at(name), { mode: 0o700 });

function put(name: string, journal: string | Uint8Array): void {
  folder(name);
  writeFileSync(at(name, 'journal.jsonl'), journal, { mode: 0o600 });
}

function putHuge(name: string): void {
  put(name, 'x');
  truncateSync(at(name, 'journal.jsonl'), 15 * 1024 ** 4);
}

function link(target: string, ...names: string[]): void {
  mkdirSync(at(...names.slice(0, -1)), { recursive: true, mode: 0o700 });
  symlinkSync(target, at(...names));
}

/** This run in the folder of another one, with a changed header, and more behind its journal. */
function copied(change: object, more = ''): void {
  cpSync(at(RUN), at(OTHER), { recursive: true });
  const [header = '', ...rest] = readFileSync(at(RUN, 'journal.jsonl'), 'utf8').split('\n');
  const other = JSON.stringify({ ...JSON.parse(header), run_id: OTHER, ...change });
  writeFileSync(at(OTHER, 'journal.jsonl'), [other, ...rest].join('\n') + more);
}

function copiedWithRights(mode: number, ...names: string[]): void {
  copied(LATER);
  chmodSync(at(OTHER, ...names), mode);
}

/** A copy whose file of rows is something else. */
function copiedWithRows(change: object, make: () => void): void {
  copied(change);
  rmSync(at(OTHER, 'rows.jsonl'));
  make();
}

const LATER = { created_at: '2026-03-01T13:00:00.000Z' };
const ELSEWHERE = { ...LATER, organization_id: 'org_other1' };

/** What may lie among the runs, and takes part in nothing. */
const STRANGERS: readonly (readonly [string, () => void])[] = [
  ['an empty folder', () => folder(OTHER)],
  ['a folder with another name', () => folder('a copy of 2026')],
  ['a folder with an escape sequence in its name', () => folder('\u001b[2J2026\n::error::x')],
  ['a folder named as a prototype', () => put('__proto__', '{"journal":1}\n')],
  ['an empty journal', () => put(OTHER, '')],
  ['binary', () => put(OTHER, Buffer.from([0xff, 0xfe, 0, 10, 0x80]))],
  ['a list', () => put(OTHER, '[]\n')],
  ['null', () => put(OTHER, 'null\n')],
  ['nested deeply', () => put(OTHER, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}\n`)],
  ['a folder for a journal', () => mkdirSync(at(OTHER, 'journal.jsonl'), { recursive: true, mode: 0o700 })],
  ['a pipe for a journal', () => pipe(OTHER, 'journal.jsonl')],
  ['a pipe for the journal of a draft', () => pipe(DRAFT, 'journal.jsonl')],
  ['a pipe', () => pipe(OTHER)],
  ['a pipe for a single change', () => pipe(`${OTHER}.jsonl`)],
  ['a pipe for a mark', () => pipe('.at-work', OTHER)],
  ['a link to this run', () => link(RUN, OTHER)],
  ['a link in a circle', () => link(OTHER, OTHER)],
  ['a link to a device for a draft', () => link('/dev/zero', DRAFT, 'journal.jsonl')],
  ['15 TB', () => putHuge(OTHER)],
  ['15 TB for a draft', () => putHuge(DRAFT)],
  ['a journal that others can write', () => copiedWithRights(0o666, 'journal.jsonl')],
  ['a folder that others can write', () => copiedWithRights(0o777)],
  ['the same run under another name', () => cpSync(at(RUN), at(OTHER), { recursive: true })],
  ['a run of another origin', () => copied({ ...LATER, origin: 'https://api.example.com' })],
  ['a run of another organization', () => copied(ELSEWHERE)],
  ['an undo of nothing', () => copied({ ...ELSEWHERE, undoes: '20250101-000000-0000' })],
  ['half an undo', () => put(OTHER, `{"journal":1,"run_id":"${OTHER}","undoes":"${RUN}"\n`)],
  ['garbage behind a header', () => copied(ELSEWHERE, '{{{\n\0\n')],
  ['a pipe for its rows', () => copiedWithRows(ELSEWHERE, () => pipe(OTHER, 'rows.jsonl'))],
];

const COMMANDS: readonly string[] = [
  'runs list',
  `runs show ${RUN}`,
  `runs verify ${RUN} --journal`,
  `runs report ${RUN}`,
  `runs undo ${RUN} --yes`,
];

describe.skipIf(process.platform === 'win32')('among the runs', () => {
  it.each(STRANGERS)('%s stops nothing', async (_what, place) => {
    await finished();
    place();
    for (const line of COMMANDS) {
      const { exit, stdout, stderr } = await world.current.run(line);
      expect({ line, exit }, stderr).toEqual({ line, exit: 0 });
      expect(stdout + stderr).not.toContain('\u001b[2J');
    }
  });
});

describe('a later run of the same users', () => {
  it.each([
    ['with garbage behind its header', () => copied(LATER, '{{{\n\0\n')],
    ['whose rows are lost', () => copiedWithRows(LATER, () => {})],
    [
      'whose rows are garbage',
      () => copiedWithRows(LATER, () => writeFileSync(at(OTHER, 'rows.jsonl'), '{{\n')),
    ],
    ['whose rows are a folder', () => copiedWithRows(LATER, () => mkdirSync(at(OTHER, 'rows.jsonl')))],
  ])('%s keeps its own from undo', async (_what, place) => {
    await finished();
    place();
    const { exit, stderr } = await world.current.run(`runs undo ${RUN} --yes`);
    expect(exit).toBe(1);
    expect(stderr).toContain(`usr_000003 is left out: run ${OTHER} changed them later`);
    expect(stderr).toContain('later runs changed all of its users (NOTHING_TO_UNDO)');
  });
});
