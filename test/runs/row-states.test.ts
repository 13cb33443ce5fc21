import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ErrorBody } from '../../src/errors/report.ts';
import { type Outcome, unansweredRecord } from '../../src/results/record.ts';
import { Journal } from '../../src/runs/journal/journal.ts';
import type { JournalHeader } from '../../src/runs/journal/journal-entries.ts';
import { DRIFT_CODE, LEFT_OUT_CODE, RowStates } from '../../src/runs/journal/row-states.ts';
import { MEMORY_FOLDER } from '../memory-folder.ts';

const recordOf = (outcome: Outcome, error: Pick<ErrorBody, 'code' | 'status'> | null) => ({
  ...unansweredRecord({ action: 'invite', user_id: null, organization_id: 'org_1', outcome, changed: null }),
  error: error as ErrorBody | null,
});

it.each<
  [Outcome, code: string | null, status: number | null, open: string, kind: 'failure' | 'unreadable' | null]
>([
  ['changed', null, null, 'never', null],
  ['unchanged', null, null, 'never', null],
  ['recovered', null, null, 'never', null],
  ['not_found', null, null, 'never', null],
  ['failed', 'X', 422, 'never', 'failure'],
  ['failed', 'X', 503, 'never', 'failure'],
  ['failed', 'X', 401, 'always', null],
  ['failed', 'X', 429, 'always', null],
  ['not_sent', 'X', 401, 'always', null],
  ['not_sent', 'X', null, 'always', null],
  ['not_sent', LEFT_OUT_CODE, null, 'never', null],
  ['not_sent', DRIFT_CODE, null, 'never', null],
  ['unknown', 'X', null, 'repeatable', null],
  ['unknown', 'X', 503, 'repeatable', null],
  ['unknown', 'X', 401, 'repeatable', 'unreadable'],
  ['unknown', 'X', 429, 'repeatable', null],
  ['unknown', 'X', 200, 'repeatable', 'unreadable'],
])('%s by %s, %s is open: %s', (outcome, code, status, open, kind) => {
  for (const repeatable of [true, false]) {
    const states = new RowStates(2, repeatable);
    states.markSent(1);
    states.setRecord(1, recordOf(outcome, code === null ? null : { code, status }), 7);
    const isOpen = open === 'always' || (open === 'repeatable' && repeatable);
    expect({ outcome: states.outcome(1), isOpen: states.isOpen(1), offset: states.recordOffset(1) }).toEqual({
      ...{ outcome, isOpen, offset: 7 },
    });
    expect(states.countFailures()).toHaveLength(kind === 'failure' ? 1 : 0);
    expect(states.countUnreadable()).toHaveLength(kind === 'unreadable' ? 1 : 0);
    expect(states.counts()).toMatchObject({ [outcome]: outcome === 'not_sent' ? 2 : 1 });
    // Sent again without an answer, it has no unusable one.
    states.markSent(1);
    expect(states.countUnreadable()).toEqual([]);
  }
});

it('a row that was sent is in doubt from there on, and lost lines put no row with a result in doubt', () => {
  const states = new RowStates(4);
  states.markSent(2, 100);
  states.setRecord(3, recordOf('changed', null), 50);
  expect([states.isSentFrom(2, 100), states.isSentFrom(2, 101), states.isSentFrom(3, 0)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([1, 2, 3, 4].map((row) => states.recordOffset(row))).toEqual([null, null, 50, null]);
  states.markUnsettledInDoubt();
  const outcomes = [1, 2, 3, 4].map((row) => states.outcome(row));
  expect(outcomes).toEqual(['unknown', 'unknown', 'changed', 'unknown']);
});

it('a journal of which another process is the holder stays as it is, also when it is given back', async () => {
  const folder = mkdtempSync(join(MEMORY_FOLDER, 'aitronos-journal-'));
  const path = join(folder, 'journal.jsonl');
  try {
    const journal = Journal.resume(path, Journal.begin(path, {} as JournalHeader), () => 0);
    let held = true;
    journal.guard(() => held);
    journal.recordSettled(1, '{}');
    held = false;
    const before = readFileSync(path);
    const other = Journal.resume(path, before.length, () => 0);
    other.guard(() => false);
    other.recordSettled(1, '{}');
    other.close();
    expect(() => journal.assertHeld()).toThrow(expect.objectContaining({ code: 'RUN_LOST' }));
    held = true;
    expect(() => journal.assertHeld()).toThrow(expect.objectContaining({ code: 'RUN_LOST' }));
    await expect(journal.sync()).rejects.toThrow(expect.objectContaining({ code: 'RUN_LOST' }));
    journal.close();
    expect(readFileSync(path)).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('a journal is looked at again before it is brought to the disk, also where the clock goes back', async () => {
  const folder = mkdtempSync(join(MEMORY_FOLDER, 'aitronos-journal-'));
  const path = join(folder, 'journal.jsonl');
  try {
    for (const [first, then] of [
      [0, 1_000_000],
      [1_000_000, 0],
    ] as const) {
      let now = first + 500;
      const journal = Journal.resume(path, Journal.begin(path, {} as JournalHeader), () => now);
      await journal.recordSent(1);
      now = then;
      truncateSync(path, 1);
      const refusal = () =>
        journal.recordSent(2).then(
          () => null,
          (error) => error.code,
        );
      await expect.poll(refusal, { interval: 1 }).toBe('RUN_LOST');
      journal.close();
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
