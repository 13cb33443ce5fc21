import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome, ResultRecord, RunRecord } from '../../src/results/record.ts';
import { RunDraft } from '../../src/runs/input/run-draft.ts';
import { Journal } from '../../src/runs/journal/journal.ts';
import { isEntry, isHeader } from '../../src/runs/journal/journal-checks.ts';
import type { JournalHeader } from '../../src/runs/journal/journal-entries.ts';
import { readJournal } from '../../src/runs/journal/journal-reader.ts';
import { runResults } from '../../src/runs/journal/recorded-results.ts';
import { RowStates } from '../../src/runs/journal/row-states.ts';
import { journalFile } from '../../src/runs/journal/run-paths.ts';
import { KnownSecrets } from '../../src/secrets/known-secrets.ts';
import { onFailingDisk } from '../failing-disk.ts';
import { ANY_CHARACTER } from '../text/any-character.ts';
import { useWorld } from '../world.ts';

const ROWS = 20;
const NUMBERS = Array.from({ length: ROWS }, (_, index) => index + 1);

const world = useWorld();

interface Line {
  readonly sent?: number;
  readonly row?: number;
  readonly record?: ResultRecord;
  readonly ended?: object;
}

/** A character each: texts are compared at once, and buffers byte by byte. */
const bytesIn = (bytes: Buffer): string => bytes.toString('latin1');

/** The whole lines after the header. */
const linesOf = (journal: Buffer): Line[] =>
  journal
    .toString()
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line));

/** A run of 20 users that is done. */
async function finishedRun(): Promise<{
  readonly run: string;
  readonly path: string;
  readonly journal: Buffer;
}> {
  const file = join(world.current.home, 'leavers.csv');
  const ids = NUMBERS.map((number) => `usr_${String(number).padStart(6, '0')}`);
  await writeFile(file, `user_id\n${ids.join('\n')}\n`);
  await world.current.sandbox({ users: ROWS + 20 });
  const many = `users deactivate --from ${file} --org org_xyz789 --transfer-to dept_eng001 --yes --no-check`;
  const { exit } = await world.current.run(many);
  const [{ run_id: run }] = JSON.parse((await world.current.run('runs list --json')).stdout);
  const path = journalFile(join(world.current.home, 'state', 'runs', run));
  expect(exit).toBe(0);
  return { run, path, journal: await readFile(path) };
}

const resume = (run: string) => world.current.run(`runs resume ${run} --yes -o jsonl`);

/** What is to become of a row, of which the journal still says so much: all users are deactivated by now. */
function expected(lines: readonly Line[], row: number): Outcome {
  if (lines.some((line) => line.row === row)) return 'changed';
  return lines.some(({ sent }) => sent === row) ? 'recovered' : 'unchanged';
}

const HEADER = { run_id: '20260301-120000-8000', action: 'deactivate', organization_id: 'org_1', rows: 2 };
const RECORD = {
  ...{ action: 'deactivate', organization_id: 'org_1', outcome: 'changed', user_id: 'usr_1' },
  ...{ user: null, error: null, account_state: 'deactivated', request_id: null },
};
const END = {
  ...{ run_id: HEADER.run_id, action: 'deactivate', organization_id: 'org_1', total: 2 },
  ...{ changed: 1, unchanged: 0, recovered: 0, failed: 1, unknown: 0, not_sent: 0, not_found: 0 },
  ...{ duration_ms: 5, exit_code: 3 },
};
const record = (more: object) => ({ row: 1, record: { ...RECORD, ...more } });
const end = (more: object) => ({ ended: { ...END, ...more } });

it.each<[line: unknown, isOne: boolean]>([
  [{ sent: 2 }, true],
  ...[0, 3, 1.5, '1', null].map((row): [unknown, boolean] => [{ sent: row }, false]),
  [record({}), true],
  [{ ...record({}), row: 0 }, false],
  ...[
    { action: 'remove' },
    { organization_id: 'org_2' },
    { outcome: 'done' },
    { user_id: 5 },
    { account_state: {} },
    { request_id: 5 },
    { user: 'usr_1' },
    { error: 'X' },
    { error: { code: 5, message: 'x' } },
    { error: { code: 'X' } },
  ].map((more): [unknown, boolean] => [record(more), false]),
  [
    record({ user_id: null, account_state: null, user: { id: 'usr_1' }, error: { code: 'X', message: 'x' } }),
    true,
  ],
  [{ row: 1, record: null }, false],
  [end({}), true],
  [end({ exit_code: null }), true],
  // As a version before wrote it.
  [end({ not_found: undefined }), false],
  [{ ended: Object.fromEntries(Object.entries(END).filter(([name]) => name !== 'not_found')) }, true],
  ...[
    { run_id: '20260301-120000-8001' },
    { action: 'remove' },
    { total: 3 },
    { changed: 3 },
    { failed: -1 },
    { duration_ms: 'x' },
    { exit_code: 77 },
  ].map((more): [unknown, boolean] => [end(more), false]),
  [{ ended: null }, false],
  [[], false],
])('%j is a line of the journal: %s', (line, isOne) => {
  expect(isEntry(line, HEADER as unknown as JournalHeader)).toBe(isOne);
});

const CI = { provider: 'github', url: null, actor: 'ada', commit: null };

it.each<[more: object, isOne: boolean]>([
  [{}, true],
  [{ ci: CI, reason: 'left', version: '0.2.0', later: [] }, true],
  ...[5, null, [], { ...CI, provider: null }, { ...CI, url: { toString: 1 } }, { provider: 'github' }].map(
    (ci): [object, boolean] => [{ ci }, false],
  ),
  ...[5, null, [], { toString: 1, valueOf: 1 }].flatMap((value): [object, boolean][] =>
    ['version', 'reason', 'ticket', 'time_zone', 'plan_digest', 'planned_at', 'created_at', 'origin'].map(
      (name) => [{ [name]: value }, false],
    ),
  ),
])('with %j in it a header is one: %s', (more, isOne) => {
  const around = {
    origin: 'sandbox',
    version: '0.1.0',
    rows_sha256: '',
    columns: [],
    created_at: '2026-03-01',
  };
  const organization_id = 'org_xyz789';
  expect(isHeader({ ...HEADER, organization_id, ...around, ...more }, HEADER.run_id)).toBe(isOne);
});

describe('a journal that was cut', { timeout: 60_000 }, () => {
  it('at any byte after its header resumes to the same end', async () => {
    const { run, path, journal } = await finishedRun();
    const headerEnds = journal.indexOf('\n') + 1;
    const cutAt = async (length: number) => {
      await writeFile(path, journal.subarray(0, length));
      const whole = journal.subarray(0, journal.lastIndexOf('\n', length - 1) + 1);
      const kept = linesOf(whole);
      world.current.requests = [];
      const { exit, stdout } = await resume(run);
      expect(exit).toBe(0);

      const records: RunRecord[] = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const outcomes = new Map(records.map(({ row, outcome }) => [row, outcome]));
      expect(records).toHaveLength(ROWS);
      expect(outcomes).toEqual(new Map(NUMBERS.map((row) => [row, expected(kept, row)])));
      const open = NUMBERS.filter((row) => expected(kept, row) !== 'changed');
      expect(world.current.requests).toHaveLength(open.length);

      const after = await readFile(path);
      const lines = linesOf(after);
      expect(bytesIn(after.subarray(0, whole.length))).toBe(bytesIn(whole));
      expect(lines.flatMap(({ row = [] }) => row).sort((a, b) => a - b)).toEqual(NUMBERS);
      expect(lines.at(-1)?.ended).toMatchObject({ total: ROWS, not_sent: 0, unknown: 0, failed: 0 });
    };
    await cutAt(headerEnds);
    await cutAt(journal.length - 1);
    const anywhere = fc.integer({ min: headerEnds, max: journal.length });
    await fc.assert(fc.asyncProperty(anywhere, cutAt), { numRuns: 60 });
  });

  it('within its header is refused in clear words, and left as it is', async () => {
    const { run, path, journal } = await finishedRun();
    const anywhere = fc.integer({ min: 0, max: journal.indexOf('\n') });
    await fc.assert(
      fc.asyncProperty(anywhere, async (length) => {
        const torn = journal.subarray(0, length);
        await writeFile(path, torn);
        world.current.requests = [];
        const { exit, stdout, stderr } = await resume(run);
        expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
        expect(JSON.parse(stderr).error).toMatchObject({ code: 'JOURNAL_DAMAGED' });
        expect(stderr).toContain(path);
        expect(world.current.requests).toEqual([]);
        expect(bytesIn(await readFile(path))).toBe(bytesIn(torn));
      }),
      { numRuns: 20 },
    );
  });
});

describe('a journal that was damaged', { timeout: 30_000 }, () => {
  it('at any byte but its last is refused, and nothing is sent', async () => {
    const { run, path, journal } = await finishedRun();
    const anywhere = fc.integer({ min: 0, max: journal.length - 2 });
    await fc.assert(
      fc.asyncProperty(anywhere, async (at) => {
        const damaged = Buffer.from(journal);
        damaged[at] = 0;
        await writeFile(path, damaged);
        world.current.requests = [];
        const { exit, stderr } = await resume(run);
        expect({ exit, code: JSON.parse(stderr).error.code }).toEqual({ exit: 1, code: 'JOURNAL_DAMAGED' });
        expect(world.current.requests).toEqual([]);
        expect(bytesIn(await readFile(path))).toBe(bytesIn(damaged));
      }),
      { numRuns: 40 },
    );
  });

  it.each(['null', '5', '[]', '{}', '"sent"', '{"sent":0}', '{"sent":21}', '{"row":21,"record":{}}'])(
    'by a line that is none of its own is refused: %s',
    async (line) => {
      const { run, path, journal } = await finishedRun();
      const [header = ''] = journal.toString().split('\n');
      for (const text of [`${journal}${line}\n`, journal.toString().replace(header, line)]) {
        await writeFile(path, text);
        expect(JSON.parse((await resume(run)).stderr).error.code).toBe('JOURNAL_DAMAGED');
      }
    },
  );

  it.each(['"1"', 'null', 'true'])(
    'by a version of %s is told as damaged, and by its own name',
    async (version) => {
      const { run, path, journal } = await finishedRun();
      await writeFile(path, journal.toString().replace('"journal":1', `"journal":${version}`));
      const { code, message } = JSON.parse((await resume(run)).stderr).error;
      expect({ code, message }).toEqual({
        code: 'JOURNAL_DAMAGED',
        message: `${path} is damaged: it cannot be read`,
      });
    },
  );

  it('lets the run go: it can be resumed when its journal is mended', async () => {
    const { run, path, journal } = await finishedRun();
    await writeFile(path, 'nothing of the kind\n');
    expect((await resume(run)).exit).toBe(1);
    await writeFile(path, journal);
    expect(await resume(run)).toMatchObject({ exit: 0 });
  });

  it('is told apart from one of another version', async () => {
    const { run, path, journal } = await finishedRun();
    await writeFile(path, journal.toString().replace('"journal":1', '"journal":2'));
    const { exit, stderr } = await resume(run);
    expect(exit).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'JOURNAL_VERSION',
      message: expect.stringContaining('another version (2)'),
      hint: 'use the version of aitronos that made it',
    });
  });
});

describe('Journal and readJournal', { timeout: 30_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'aitronos-journal-'));
  afterEach(() => rm(home, { recursive: true, force: true }));

  const now = () => Date.parse('2026-03-01T12:00:00Z');
  const facts = {
    action: 'deactivate',
    organization_id: 'org_1',
    origin: 'sandbox',
    version: '0',
    by: null,
    undoes: null,
  } as const;
  const record = (outcome: Outcome, more: Partial<ResultRecord> = {}): ResultRecord => ({
    schema_version: 1,
    action: 'deactivate',
    user_id: 'usr_1',
    organization_id: 'org_1',
    outcome,
    changed: null,
    account_state: null,
    transferred_to_department_id: null,
    user: null,
    error: null,
    request_id: null,
    attempts: 1,
    duration_ms: 1,
    ...more,
  });

  /** A run of so many rows that has just begun. */
  function begun(rows: number, clock = now) {
    rmSync(home, { recursive: true, force: true });
    const staging = new RunDraft(home, 'run-1', new KnownSecrets());
    for (let row = 1; row <= rows; row += 1) {
      staging.keep({ row, user_id: `usr_${row}`, department_id: 'dept_1', input: { user_id: `usr_${row}` } });
    }
    return staging.begin(facts, clock);
  }

  async function readBack(path: string): Promise<RunRecord[]> {
    const { header, states } = await readJournal(journalFile(path));
    const all: RunRecord[] = [];
    for await (const found of runResults({ path, header, states })) all.push(found);
    return all;
  }

  it('give back the header as it was written, and no row as sent', async () => {
    const { path, journal, header } = begun(3);
    journal.close();
    const read = await readJournal(journalFile(path));
    expect(read.header).toEqual<JournalHeader>({
      journal: 1,
      run_id: 'run-1',
      ...facts,
      rows: 3,
      rows_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      columns: ['user_id'],
      created_at: '2026-03-01T12:00:00.000Z',
    });
    expect(read.header).toEqual(header);
    expect(read).toMatchObject({ ended: null, length: (await readFile(journalFile(path))).length });
    expect(read.states.counts()).toMatchObject({ not_sent: 3 });
  });

  it('give back every record, however long and in whatever script, in the order of the rows', async () => {
    const long = fc
      .tuple(fc.string({ unit: ANY_CHARACTER }), fc.nat(40_000))
      .map(([text, times]) => text + 'ü'.repeat(times));
    const messages = fc.array(fc.oneof(fc.string({ unit: ANY_CHARACTER }), long), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(messages, fc.infiniteStream(fc.nat()), async (texts, order) => {
        const { path, journal } = begun(texts.length);
        const written = texts.map((message) => record('failed', { request_id: message }));
        const places = written.map((_, index) => ({ index, by: order.next().value ?? 0 }));
        for (const { index } of places.sort((a, b) => a.by - b.by)) {
          await journal.recordSent(index + 1);
          journal.recordSettled(index + 1, JSON.stringify(written[index] ?? record('failed')));
        }
        await journal.sync();
        journal.close();
        const read = await readBack(path);
        expect(read.map(({ request_id }) => request_id)).toEqual(texts);
        expect(read.map(({ row }) => row)).toEqual(texts.map((_, index) => index + 1));
      }),
      { numRuns: 50 },
    );
  });

  it('go on behind the last whole line, and tell where each new record is', async () => {
    const { path: folder, journal } = begun(2);
    await journal.recordSent(1);
    journal.recordSettled(1, JSON.stringify(record('changed')));
    await journal.sync();
    journal.close();
    const path = journalFile(folder);
    const before = await readFile(path, 'utf8');
    await writeFile(path, `${before}{"sent":2}\n{"row":2,"rec`);

    const { length, states } = await readJournal(path);
    expect(states.inDoubt(2)).toBe(true);
    const again = Journal.resume(path, length, now);
    await again.recordSent(2);
    const offset = again.recordSettled(2, JSON.stringify(record('recovered')));
    await again.sync();
    again.close();
    const after = await readFile(path);
    expect(after.toString()).toMatch(/^\{"journal":1.+\n(\{.+\}\n){5}$/);
    expect(after.toString().startsWith(`${before}{"sent":2}\n`)).toBe(true);
    expect(after.subarray(offset).toString()).toMatch(/^\{"row":2,"at":"2\d{3}-[^"]+Z","record":\{.+\}\}\n$/);
    expect((await readBack(folder)).map(({ outcome }) => outcome)).toEqual(['changed', 'recovered']);
  });

  it('have the last word of a row, and take back its record when it is sent anew', async () => {
    const { path, journal } = begun(3);
    for (const row of [1, 2, 3]) {
      await journal.recordSent(row);
      journal.recordSettled(row, JSON.stringify(record('failed')));
    }
    await journal.recordSent(1);
    journal.recordSettled(1, JSON.stringify(record('changed')));
    await journal.recordSent(2);
    await journal.sync();
    journal.close();
    expect((await readBack(path)).map(({ outcome }) => outcome)).toEqual(['changed', 'unknown', 'failed']);
  });

  it('know how the run ended, until it is taken up again, and not where a line is lost', async () => {
    const { path, journal } = begun(1);
    const counts = {
      changed: 1,
      unchanged: 0,
      recovered: 0,
      failed: 0,
      unknown: 0,
      not_sent: 0,
      not_found: 0,
    };
    const run = { run_id: 'run-1', action: 'deactivate', organization_id: 'org_1' } as const;
    const left = { not_due: 0, not_chosen: 0 };
    const summary = { ...run, ...counts, ...left, total: 1, duration_ms: 5, exit_code: 0 } as const;
    await journal.ended({ ...summary, ledger_digest: null });
    expect((await readJournal(journalFile(path))).ended).toEqual(summary);
    const whole = await readFile(journalFile(path), 'utf8');
    await journal.recordSent(1);
    journal.close();
    expect((await readJournal(journalFile(path))).ended).toBeNull();
    await writeFile(journalFile(path), `${whole}lost\n`);
    expect((await readJournal(journalFile(path))).ended).toBeNull();
  });

  it('refuse to let a row be sent that a full disk has no room for', async () => {
    const journal = Journal.resume('/dev/full', 0, now);
    await expect(journal.recordSent(1)).rejects.toThrow(
      'cannot write /dev/full, and what cannot be recorded is not sent: the disk is full',
    );
    journal.close();
  });

  it('write nothing more after a write that failed, and let no row be sent', async () => {
    await onFailingDisk(home, { call: /^writeSync .*journal\.jsonl$/ }, async () => {
      const { path, journal } = begun(2);
      const why = 'what cannot be recorded is not sent';
      await expect(journal.recordSent(1)).rejects.toThrow(why);
      expect(() => journal.assertHeld()).toThrow(why);
      await expect(journal.recordSent(2)).rejects.toThrow(why);
      journal.close();
      expect(linesOf(await readFile(journalFile(path)))).toEqual([]);
    });
  });

  it('tell the disk to keep what was written also after the clock was set back', async () => {
    const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
    let at = now();
    await onFailingDisk(home, { call: /^fdatasync .*journal\.jsonl$/, time: 2 }, async () => {
      const { journal } = begun(3, () => at);
      await journal.recordSent(1);
      await pause();
      at -= 3_600_000;
      await journal.recordSent(2);
      await pause();
      await expect(journal.recordSent(3)).rejects.toThrow('what cannot be recorded is not sent');
      journal.close();
    });
  });

  it('leave in doubt every row without a record where a line is lost', async () => {
    const { path, journal } = begun(3);
    await journal.recordSent(1);
    journal.recordSettled(1, JSON.stringify(record('changed')));
    await journal.sync();
    journal.close();
    await appendFile(journalFile(path), 'lost\n');
    expect((await readBack(path)).map(({ outcome }) => outcome)).toEqual(['changed', 'unknown', 'unknown']);
  });

  describe('RowStates', () => {
    const outcomes: readonly Outcome[] = [
      'changed',
      'unchanged',
      'recovered',
      'failed',
      'unknown',
      'not_sent',
      'not_found',
    ];

    it('counts each row once, by the last that was said of it', () => {
      const row = fc.integer({ min: 1, max: 12 });
      const events = fc.array(fc.tuple(row, fc.constantFrom('sent' as const, ...outcomes)));
      fc.assert(
        fc.property(events, (said) => {
          expect(countsAfter(said)).toEqual(countedOneByOne(said));
        }),
      );
    });

    type Said = readonly (readonly [row: number, what: Outcome | 'sent'])[];

    function countsAfter(said: Said): Record<Outcome, number> {
      const states = new RowStates(12);
      for (const [row, what] of said) {
        if (what === 'sent') states.markSent(row);
        else states.setRecord(row, record(what), 1);
      }
      return states.counts();
    }

    function countedOneByOne(said: Said): Record<Outcome, number> {
      const last = new Map(said);
      const counts = {
        changed: 0,
        unchanged: 0,
        recovered: 0,
        failed: 0,
        unknown: 0,
        not_sent: 0,
        not_found: 0,
      };
      for (let row = 1; row <= 12; row += 1) {
        const what = last.get(row) ?? 'not_sent';
        counts[what === 'sent' ? 'unknown' : what] += 1;
      }
      return counts;
    }

    it('leaves open what has no answer, and what was refused for the token alone', () => {
      const states = new RowStates(8);
      outcomes.forEach((outcome, index) => {
        states.setRecord(index + 1, record(outcome), 1);
      });
      const error = {
        code: 'INVALID_TOKEN',
        message: '',
        status: 401,
        type: null,
        details: {},
        trace_id: null,
      };
      const rest = { request_id: null, retryable: false, retry_after_s: null, hint: null };
      states.setRecord(8, record('failed', { error: { ...error, ...rest } }), 1);
      expect([1, 2, 3, 4, 5, 6, 7, 8].filter((row) => states.isOpen(row))).toEqual([5, 6, 8]);
      expect([1, 2, 3, 4, 5, 6, 7, 8].filter((row) => states.inDoubt(row))).toEqual([5]);
      expect(states.outcome(8)).toBe('failed');
    });
  });
});
