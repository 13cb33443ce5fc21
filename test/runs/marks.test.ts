import { readFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMarked, markAtWork, unmark } from '../../src/runs/ledger/at-work.ts';
import { killedRuns } from '../../src/runs/ledger/killed-runs.ts';
import { thisHolder } from '../../src/system/locks/lock-holder.ts';
import { deactivateFrom, later } from '../commands/users/many/leavers.ts';
import { DEAD, useWorld } from '../world.ts';

const world = useWorld();
const at = (...names: string[]) => join(world.current.home, 'state', 'runs', ...names);
const lines = () =>
  readFileSync(at('ledger.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const RUN = '20260301-120000-8000';
const HOUR_S = 3600;
const ago = (seconds: number) => Date.now() / 1000 - seconds;

/** A run of many, or a change of one user, with more in its journal than its line in the ledger says. */
async function openRun(kind: 'many' | 'single') {
  const w = world.current;
  if (kind === 'many') await deactivateFrom(w, 'usr_nobody\nusr_def456\n', '--yes -q');
  else await w.run('users deactivate usr_nobody --org org_xyz789 --transfer-to dept_eng001');
  const id = String(lines()[0].run_id);
  const journal = kind === 'many' ? at(id, 'journal.jsonl') : at(`${id}.jsonl`);
  await appendFile(journal, '{"sent":1}\n');
  await later(w);
  return { id, journal, lease: kind === 'many' ? at(id, 'run.lock') : at(`.${id}.lock`) };
}

type Opened = Awaited<ReturnType<typeof openRun>>;

const here = () => thisHolder({ pid: process.pid, isAlive: () => true }, Date.now());
const ELSEWHERE = { boot: 'another boot', namespace: 'another', host: 'other' };

/** What the mark says, and how the process that left it shows that it works. */
interface Mark {
  readonly what: string;
  readonly kind: 'many' | 'single';
  readonly text: () => string;
  readonly beat: (run: Opened) => Promise<unknown>;
  readonly isWorkedOn: boolean;
}

const elsewhere = () => JSON.stringify({ ...here(), ...ELSEWHERE });
const lease =
  (seconds: number) =>
  async ({ lease: folder }: Opened) => {
    await mkdir(folder);
    await utimes(folder, ago(seconds), ago(seconds));
  };
const touched =
  (seconds: number) =>
  ({ journal }: Opened) =>
    utimes(journal, ago(seconds), ago(seconds));
const nothing = async () => {};

const MARKS: readonly Mark[] = [
  ...[
    { what: 'of another machine that beats', text: elsewhere, beat: lease(0), isWorkedOn: true },
    { what: 'of another machine that fell silent', text: elsewhere, beat: lease(120), isWorkedOn: false },
    { what: 'of another machine that let go', text: elsewhere, beat: nothing, isWorkedOn: false },
    { what: 'that is empty, of one that beats', text: () => '', beat: lease(0), isWorkedOn: true },
    { what: 'that is empty', text: () => '', beat: nothing, isWorkedOn: false },
    { what: 'that is nonsense', text: () => '{"pid":', beat: lease(120), isWorkedOn: false },
    {
      what: 'of a number that another process has now',
      text: () => JSON.stringify({ ...here(), started: '1' }),
      beat: lease(0),
      isWorkedOn: false,
    },
  ].map((mark) => ({ ...mark, kind: 'many' as const })),
  ...[
    { what: 'of another machine that beats', text: elsewhere, beat: touched(0), isWorkedOn: true },
    { what: 'of another machine that fell silent', text: elsewhere, beat: touched(120), isWorkedOn: false },
  ].map((mark) => ({ ...mark, kind: 'single' as const })),
];

describe('the mark of a run', () => {
  it.each(MARKS.flatMap((mark) => [-2 * HOUR_S, 2 * HOUR_S].map((age) => ({ ...mark, age }))))(
    'of $kind $what, $age s old',
    async ({ kind, text, beat, isWorkedOn, age }) => {
      const run = await openRun(kind);
      const mark = at('.at-work', run.id);
      await writeFile(mark, text());
      await utimes(mark, ago(age), ago(age));
      await beat(run);
      const told = JSON.parse((await world.current.run('runs verify --journal --json')).stdout);
      expect(told.results[0].state).toBe(isWorkedOn ? 'in_progress' : 'not_yet_recorded');
      await world.current.run('users deactivate usr_zoe01 --org org_xyz789 --transfer-to dept_eng001');
      const ids = lines().map(({ run_id }) => run_id === run.id);
      expect(ids).toEqual(isWorkedOn ? [true, false] : [true, true, false]);
      expect(await readdir(at('.at-work'))).toEqual(isWorkedOn ? [run.id] : []);
    },
  );

  it.each([
    ['without a line, marked', 1],
    ['without a line, marked by a dead process', 1],
    ['without a line', 0],
    ['with its line, marked', 1],
  ])('of a run that has ended is what lets resume record it: %s, %i line', async (how, count) => {
    await deactivateFrom(world.current, 'usr_abc123\nusr_def456\n', '--yes -q');
    if (how.startsWith('without')) await writeFile(at('ledger.jsonl'), '');
    const dead = JSON.stringify({ ...here(), pid: DEAD });
    if (how.includes('marked')) await writeFile(at('.at-work', RUN), how.includes('dead') ? dead : '');
    await writeFile(at('.at-work', 'notes'), 'of the user');
    await world.current.run(`runs resume ${RUN} --yes`);
    expect(readFileSync(at('ledger.jsonl'), 'utf8').split('\n')).toHaveLength(1 + count);
    expect(await readdir(at('.at-work'))).toContain('notes');
  });

  it.each([true, false])('of another process stays while that one is alive: %s', async (alive) => {
    const other = { pid: process.ppid, isAlive: () => alive };
    await mkdir(at('.at-work'), { recursive: true });
    markAtWork(at(), RUN, thisHolder(other, Date.now()));
    unmark(at(), RUN, { pid: process.pid, isAlive: () => alive });
    expect(isMarked(at(), RUN)).toBe(alive);
  });

  it('that stays, because another machine is at work, has no line of others read the whole ledger', async () => {
    const run = await openRun('many');
    await writeFile(at('.at-work', run.id), elsewhere());
    await lease(0)(run);
    await rm(at('ledger.jsonl'));
    await mkdir(at('ledger.jsonl'));
    const processes = { pid: process.pid, isAlive: () => true };
    expect(await killedRuns(at(), [run.id], processes)).toEqual([]);
    expect(isMarked(at(), run.id)).toBe(true);
  });

  it('of a run whose journal a power cut emptied, or that is not there, goes without a line', async () => {
    const { id, journal } = await openRun('many');
    await truncate(journal);
    for (const marked of [id, '20260301-120000-beef']) await writeFile(at('.at-work', marked), '');
    await world.current.run('users deactivate usr_zoe01 --org org_xyz789 --transfer-to dept_eng001');
    expect(lines().map(({ run_id }) => run_id === id)).toEqual([true, false]);
    expect(await readdir(at('.at-work'))).toEqual([]);
  });

  it('that is gone with its folder is told with what records the run', async () => {
    await openRun('many');
    const { exit, stdout } = await world.current.run('runs verify --journal --json');
    expect(exit).toBe(3);
    expect(JSON.parse(stdout).results[0]).toMatchObject({
      state: 'longer',
      what: expect.stringContaining('if its process was killed, `aitronos runs resume` records it'),
    });
  });
});
