import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LedgerMeanwhile, type ReadLedger } from '../../../src/audit/evidence/ledger-lines.ts';
import { journalDoubt } from '../../../src/audit/evidence/record-doubt.ts';
import { keepCheck } from '../../../src/audit/keep-check.ts';
import { makeReport } from '../../../src/audit/report/make-report.ts';
import type { VerifiedResult } from '../../../src/audit/verified-results.ts';
import { deleteRun } from '../../../src/runs/deletion/delete-run.ts';
import { runResults } from '../../../src/runs/journal/recorded-results.ts';
import { leaseFile } from '../../../src/runs/journal/run-folders.ts';
import { type FoundRun, openRun } from '../../../src/runs/journal/run-reader.ts';
import type { Recorder } from '../../../src/runs/ledger/append-line.ts';
import { markAtWork, unmark } from '../../../src/runs/ledger/at-work.ts';
import { FollowedLedger } from '../../../src/runs/ledger/checks/read-chain.ts';
import { checksLock } from '../../../src/runs/ledger/checks/verified-file.ts';
import { acquireRun } from '../../../src/runs/lifecycle.ts';
import { LONGEST_LINE_BYTES } from '../../../src/system/file-lines.ts';
import { withLock } from '../../../src/system/locks/lock.ts';
import { type Processes, thisHolder } from '../../../src/system/locks/lock-holder.ts';
import { sign, signatureOf } from '../../../src/system/locks/lock-signature.ts';
import { clockAhead } from '../../clock.ts';
import { TO, useWorld } from '../../world.ts';
import { deactivateFrom, interruptAfter, later, list } from '../users/many/leavers.ts';

const world = useWorld();
const RUN = '20260301-120000-8000';
const DELETE = 'runs delete --before 2026-07-01T00:00:00Z --yes --json';
/** Another process that lives. */
const OTHER: Processes = { pid: process.ppid, isAlive: () => true };

const runs = () => join(world.current.home, 'state', 'runs');
const single = () => join(runs(), `${RUN}.jsonl`);
const verifyJournal = () => world.current.run('runs verify --journal --json');
const keptWith = (recorder: Recorder) => ({
  answered: new Map(),
  recorder,
  ledger: new FollowedLedger(runs()),
});
const failing = () => world.current.run(`users deactivate usr_nobody ${TO}`, { pid: OTHER.pid });

/** What is done with a run of one, and how that ends while its call writes its line into the ledger, and after that. */
const WORK: readonly (readonly [line: string, meanwhile: object, after: object])[] = [
  [`runs resume ${RUN} --yes`, { exit: 1 }, { exit: 1, stderr: expect.stringContaining('nothing is left') }],
  [`runs retry ${RUN} --yes`, { exit: 1 }, { exit: 1, stderr: expect.stringContaining('(ROWS_FAILED)') }],
  [DELETE, { exit: 0, stdout: expect.stringContaining('"left"') }, { exit: 0 }],
];

/** Before the last line of the ledger. */
function putOverlongLine(): void {
  const file = join(runs(), 'ledger.jsonl');
  writeFileSync(file, `${'x'.repeat(2 * LONGEST_LINE_BYTES)}\n${readFileSync(file, 'utf8')}`);
}

describe('a change of one user that has ended, and whose line is not in the ledger yet', () => {
  it.each(WORK)('is left alone by `%s`', async (line, meanwhile, after) => {
    expect(await failing()).toMatchObject({ exit: 1 });
    const w = world.current;
    const journal = readFileSync(single(), 'utf8');
    const line_of_it = readFileSync(join(runs(), 'ledger.jsonl'));
    rmSync(join(runs(), 'ledger.jsonl'));
    markAtWork(runs(), RUN, thisHolder(OTHER, w.clock.now()));
    const ended = await w.run(line);
    expect(ended).toMatchObject(meanwhile);
    expect(ended.stdout + ended.stderr).toContain(`process ${OTHER.pid} on `);
    expect(readFileSync(single(), 'utf8')).toBe(journal);
    expect(existsSync(join(runs(), 'ledger.jsonl'))).toBe(false);
    writeFileSync(join(runs(), 'ledger.jsonl'), line_of_it, { mode: 0o600 });
    unmark(runs(), RUN, OTHER);
    expect(await w.run(line)).toMatchObject(after);
    expect(await verifyJournal()).toMatchObject({ exit: 0 });
  });
});

it('a change of one user that ends after its record was read is read once more', async () => {
  await failing();
  const text = readFileSync(single(), 'utf8');
  const [header, sent] = text.split('\n');
  writeFileSync(single(), `${header}\n${sent}\n`);
  // Its last line comes before the look whether it lives.
  const isAlive = () => {
    writeFileSync(single(), text);
    return false;
  };
  const host = { pid: process.pid, isAlive, clock: world.current.clock };
  const { run, release } = await acquireRun(runs(), RUN, host);
  await release();
  expect(run.summary.exit_code).toBe(1);
  expect(run.length).toBe(Buffer.byteLength(text));
});

const FOUND: VerifiedResult = {
  ...{ row: 1, user_id: 'usr_nobody', verified: 'yes', verified_at: '2026-03-01T12:00:00.000Z' },
  ...{ account_state: null, audit: null, later_run: null },
};

describe('a check that is being kept', () => {
  it.each([
    ['one user', () => world.current.run(`users deactivate usr_abc123 ${TO}`)],
    ['two', () => deactivateFrom(world.current, list(2))],
  ])('holds the deletion of the run of %s up, which leaves nothing then', async (_whom, make) => {
    await make();
    const w = world.current;
    const there = () => readdirSync(runs()).filter((name) => name.startsWith(RUN));
    let deletion: ReturnType<typeof w.run> | undefined;
    await withLock(checksLock(runs()), OTHER, 'is keeping a check', async () => {
      deletion = w.run(DELETE);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(there()).toHaveLength(1);
      // What it found goes with the run.
      if (existsSync(single())) writeFileSync(join(runs(), `${RUN}.verified.jsonl`), '');
    });
    expect(await deletion).toMatchObject({ exit: 0 });
    expect(there()).toEqual([]);
    expect(await verifyJournal()).toMatchObject({ exit: 0 });
  });

  it('is kept by the process alone that took the lock meanwhile', async () => {
    await failing();
    // As of a call that was killed: whether it lives is asked after what was found is written, and before it counts.
    markAtWork(runs(), RUN, thisHolder(OTHER, 0));
    const isAlive = () => {
      rmSync(signatureOf(checksLock(runs())), { force: true });
      sign(checksLock(runs()), thisHolder(OTHER, 0));
      return false;
    };
    const before = readFileSync(join(runs(), 'ledger.jsonl'), 'utf8');
    const recorder = { pid: process.pid, isAlive, clock: world.current.clock };
    expect(await keepCheck(await openRun(runs(), RUN), [FOUND], keptWith(recorder))).toEqual({
      ledger_digest: null,
      trouble: `what was found about run ${RUN} could not be kept: another process keeps a check of it`,
    });
    expect(readFileSync(join(runs(), 'ledger.jsonl'), 'utf8')).toBe(before);
  });

  it.each([
    ['whose run was deleted', 'the run was deleted meanwhile', () => rmSync(single())],
    ['whose line cannot be written', `run ${RUN} may have no line in `, () => Number.NaN],
    ['whose ledger cannot be read to its end', 'cannot read ', () => putOverlongLine()],
  ])('is told as not kept, and leaves nothing: one %s', async (_, why, meanwhile) => {
    await failing();
    const run = await openRun(runs(), RUN);
    const time = meanwhile() ?? world.current.clock.now();
    const clock = { ...world.current.clock.server, now: () => time };
    const kept = await keepCheck(run, [FOUND], keptWith({ pid: process.pid, isAlive: () => true, clock }));
    expect(kept).toEqual({
      ledger_digest: null,
      trouble: expect.stringContaining(`what was found about run ${RUN} could not be kept: ${why}`),
    });
    expect(existsSync(join(runs(), `${RUN}.verified.jsonl`))).toBe(false);
  });
});

it.each([
  ['edited', (text: string) => text.replace(/"length":\d/, '"length":0')],
  ['cut', (text: string) => text.slice(0, text.indexOf('\n') + 1)],
  ['replaced', (text: string) => `${text.replace(/"length":\d/, '"length":0')}${text}`, 'other.jsonl'],
])('a ledger that was %s after it was read is read anew', async (_, edit, written = 'ledger.jsonl') => {
  for (const verb of ['deactivate usr_abc123 --transfer-to dept_eng001', 'reactivate usr_abc123'])
    await world.current.run(`users ${verb} --org org_xyz789`);
  const followed = new FollowedLedger(runs());
  await followed.read();
  const file = join(runs(), 'ledger.jsonl');
  writeFileSync(join(runs(), written), edit(readFileSync(file, 'utf8')));
  renameSync(join(runs(), written), file);
  utimesSync(file, 0, 0);
  expect(await followed.read()).toEqual(await new FollowedLedger(runs()).read());
});

it.each(['', '{"run', 'x'.repeat(1_000_000)])('a ledger that stays as it was is read once', async (end) => {
  await world.current.run(`users deactivate usr_abc123 ${TO}`);
  appendFileSync(join(runs(), 'ledger.jsonl'), end);
  const followed = new FollowedLedger(runs());
  expect(await followed.read()).toBe(await followed.read());
});

it.each([
  ['twice where it has grown', [2, 2], () => world.current.run(`users deactivate usr_def456 ${TO}`)],
  ['once where a line was begun', [1, 1], () => appendFileSync(join(runs(), 'ledger.jsonl'), '{"run')],
  ['once where nothing came', [1, 1], () => {}],
])('what looks wrong by the ledger is looked at %s', async (_, expected, meanwhile) => {
  await world.current.run(`users deactivate usr_abc123 ${TO}`);
  const ledger = await LedgerMeanwhile.read(runs());
  await meanwhile();
  let looks = 0;
  const look = async ({ chain }: ReadLedger) => {
    looks += 1;
    return chain?.lines;
  };
  expect([await ledger.settled(look, (lines) => lines === 1), looks]).toEqual(expected);
});

it('a run of which rows were opened again after it was chosen is not deleted', async () => {
  await deactivateFrom(world.current, list(3), '--yes --concurrency 1', interruptAfter(world.current, 1));
  const host = { pid: process.pid, isAlive: () => true, clock: world.current.clock };
  const left = await deleteRun(runs(), RUN, host, { last: undefined, besides: () => [] });
  expect(left).toMatch(/^it can be resumed: \d of 3 are not done$/);
  expect(existsSync(join(runs(), RUN))).toBe(true);
});

describe('a run that another process deletes', () => {
  it('is one whose deletion is not finished while files of it are still there', async () => {
    const w = world.current;
    await w.run(`users deactivate usr_abc123 ${TO}`);
    await w.run(`runs verify ${RUN}`);
    const journal = readFileSync(single());
    await w.run(DELETE);
    writeFileSync(single(), journal, { mode: 0o600 });
    const { exit, stdout } = await verifyJournal();
    expect({ exit, summary: JSON.parse(stdout).summary }).toMatchObject({ exit: 0, summary: { deleted: 1 } });
    expect(await w.run(DELETE)).toMatchObject({ exit: 0 });
    expect(existsSync(single())).toBe(false);
  });

  it.each([
    ['records of it', (run: FoundRun) => runResults(run).next()],
    ['the bytes of its journal', (run: FoundRun) => journalDoubt(runs(), run)],
  ])('while %s are read is told as gone, and not as one at work', async (_what, read) => {
    await deactivateFrom(world.current, list(2));
    const run = await openRun(runs(), RUN);
    rmSync(run.path, { recursive: true });
    const told = `the record of run ${RUN} was moved or removed while it was read`;
    await expect(read(run)).rejects.toMatchObject({ code: 'RUN_LOST', exit: 1, message: told });
  });

  it('while a report is made is told as deleted, and is no gap in it', async () => {
    const w = world.current;
    await failing();
    const ledger = join(runs(), 'ledger.jsonl');
    const before = [single(), ledger].map((file) => [file, readFileSync(file, 'utf8')] as const);
    await w.run(DELETE);
    const deleted = readFileSync(ledger, 'utf8');
    for (const [file, text] of before) writeFileSync(file, text, { mode: 0o600 });
    const environment = {
      ...{ pid: process.pid, isAlive: () => true, signal: new AbortController().signal },
      clock: w.clock,
    };
    const request = { ids: [], since: '2026-01-01', until: null, zone: 'UTC', now: w.clock.now() };
    // When this returns, its runs are chosen, and none of them is read.
    const report = makeReport(request, { runs: runs(), environment, redact: (evidence) => evidence });
    writeFileSync(ledger, deleted);
    rmSync(single());
    expect(await report).toMatchObject({ gaps: [], unreadable: [], deleted: [RUN], runs: [] });
  });
});

describe('users whom another call changes while the question of an undo waits', () => {
  it.each([
    ['one of two', ['usr_000001'], 3, ['usr_000002']],
    ['all', ['usr_000001', 'usr_000002'], 1, []],
  ])('are left out: %s', async (_how_many, users, exit, undone) => {
    const w = world.current;
    await w.sandbox({ users: 20 });
    await deactivateFrom(w, list(2));
    await later(w);
    const meanwhile = async () => {
      for (const user of users) {
        expect(await w.run(`users reactivate ${user} --org org_xyz789`)).toMatchObject({ exit: 0 });
        await later(w);
        expect(await w.run(`users deactivate ${user} ${TO}`)).toMatchObject({ exit: 0 });
        await later(w);
      }
      w.requests.length = 0;
      return 'y\r';
    };
    const ended = await w.run(`runs undo ${RUN}`, { terminal: true, answers: [['2 users', meanwhile]] });
    expect(ended.exit, ended.stderr).toBe(exit);
    for (const user of users) expect(ended.stderr).toContain(`${user} is left out`);
    expect(ended.stderr.includes('(NOTHING_TO_UNDO)')).toBe(exit === 1);
    const sent = w.requests.map(({ path }) => /users\/(\w+)\/reactivate$/.exec(path)?.[1]).filter(Boolean);
    expect(sent).toEqual(undone);
  });
});

describe('a plan that grows too old while its question waits', () => {
  it.each([
    ['30m', 29, 0],
    ['30m', 31, 2],
    ['12h', 24 * 60, 2],
  ])('of %s, after %i minutes', async (age, minutes, exit) => {
    const w = world.current;
    const plan = join(w.home, 'plan.json');
    await w.run(`users deactivate usr_abc123 usr_def456 ${TO} --plan ${plan}`);
    w.requests.length = 0;
    const answer = async () => {
      w.clock.ahead_ms = minutes * 60_000;
      return 'y\r';
    };
    const line = `runs apply ${plan} --no-check --max-age ${age}`;
    const ended = await w.run(line, { terminal: true, answers: [['2 users', answer]] });
    expect(ended.exit, ended.stderr).toBe(exit);
    const sent = w.requests.filter(({ path }) => path.endsWith('/deactivate'));
    expect(sent).toHaveLength(exit === 0 ? 2 : 0);
    if (exit === 2)
      expect(ended.stderr).toContain(`old, and --max-age is ${age}: nothing was sent (PLAN_AGE)`);
  });
});

it.each([
  ['', 0],
  ['--max-age 1h', 2],
])('a plan of a clock that is ahead is told, and refused by its age alone: %s', async (more, exit) => {
  const w = world.current;
  const plan = join(w.home, 'plan.json');
  await w.run(`users deactivate usr_abc123 usr_def456 ${TO} --plan ${plan}`);
  w.requests.length = 0;
  const clock = clockAhead(w.clock, -10 * 60_000);
  const ended = await w.run(`runs apply ${plan} --yes --no-check ${more}`, { clock });
  expect(ended.exit, ended.stderr).toBe(exit);
  expect(ended.stderr).toMatch(
    /: by this clock the plan was made 10 min from now: one of two clocks is wrong/,
  );
  expect(w.requests.filter(({ path }) => path.endsWith('/deactivate'))).toHaveLength(exit === 0 ? 2 : 0);
});

it.each([
  [0, 29, 0],
  [-10, 29, 0],
  [-10, 31, 2],
  [10, 29, 2],
])('a plan of 30m by a clock that is %i minutes ahead by now, after %i', async (ahead, minutes, exit) => {
  const w = world.current;
  const plan = join(w.home, 'plan.json');
  await w.run(`users deactivate usr_abc123 usr_def456 ${TO} --plan ${plan}`);
  w.clock.ahead_ms = minutes * 60_000;
  const clock = clockAhead(w.clock, ahead * 60_000);
  const ended = await w.run(`runs apply ${plan} --max-age 30m --yes`, { clock });
  expect(ended.exit, ended.stderr).toBe(exit);
});

describe('a run that another process goes on with while a question waits', () => {
  /** As after a night: its lease was silent, and another process took it, or that one knows nothing of leases. */
  const takeLease = () => {
    const lease = leaseFile(join(runs(), RUN));
    rmSync(signatureOf(lease));
    sign(lease, thisHolder(OTHER, 0));
  };
  it.each([
    ['resume', '2 users', 'takes its lease, and is within a line', takeLease, '{"sent"'],
    ['resume', '2 users', 'only writes into its journal', () => {}, '{"sent":2}\n'],
    ['undo', '1 user', 'takes its lease', takeLease, '{"sent":2}\n'],
  ])(
    'is left to it, with its records: `runs %s` (%s), and that one %s',
    async (verb, asked, _how, take, line) => {
      const w = world.current;
      await w.sandbox({ users: 20 });
      await deactivateFrom(w, list(3), '--yes --concurrency 1', interruptAfter(w, 1));
      await later(w);
      const journal = join(runs(), RUN, 'journal.jsonl');
      let text = '';
      const meanwhile = async () => {
        take();
        text = readFileSync(journal, 'utf8') + line;
        writeFileSync(journal, text);
        w.requests.length = 0;
        await new Promise((resolve) => setTimeout(resolve, 1100));
        return 'y\r';
      };
      const ended = await w.run(`runs ${verb} ${RUN}`, { terminal: true, answers: [[asked, meanwhile]] });
      expect(ended).toMatchObject({ exit: 1, stderr: expect.stringContaining('(RUN_LOST)') });
      expect(readFileSync(journal, 'utf8')).toBe(text);
      expect(w.requests.filter(({ path }) => /activate$/.test(path))).toEqual([]);
    },
  );
});
