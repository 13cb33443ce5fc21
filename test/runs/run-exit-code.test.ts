import { expect, it } from 'vitest';
import { NO_ROWS, runExitCode, type Stop, type Summary, undoneBy } from '../../src/runs/summary.ts';

type Counts = Partial<Omit<typeof NO_ROWS, 'total'>>;

interface Rows {
  /** The statuses of failures; null for one without an answer. */
  readonly failures?: readonly (number | null)[];
  readonly unreadable?: number;
  readonly open?: number;
}

const exitOf = (
  counts: Counts,
  { failures = [], unreadable = 0, open = 0 }: Rows,
  strict: boolean,
  stop: Stop | null,
) => {
  const states = {
    counts: () => ({ ...NO_ROWS, ...counts }),
    countOpen: () => open,
    countFailures: () => failures.map((status) => ({ status })),
    countUnreadable: () => (unreadable === 0 ? [] : [{ count: unreadable }]),
  };
  return runExitCode(states, stop, strict);
};

it.each<[what: string, Counts, Rows, exit: number, strict: number]>([
  ['nothing', {}, {}, 0, 0],
  ['all changed', { changed: 2 }, {}, 0, 0],
  ['all recovered', { recovered: 2 }, {}, 0, 0],
  ['nobody there', { not_found: 2 }, {}, 0, 0],
  ['some so already', { changed: 1, unchanged: 1 }, {}, 0, 3],
  ['some so already, the others recovered', { recovered: 1, unchanged: 1 }, {}, 0, 3],
  ['all so already', { unchanged: 2 }, {}, 0, 1],
  ['changed, and failed', { changed: 1, failed: 1 }, { failures: [422] }, 3, 3],
  ['recovered, and failed', { recovered: 1, failed: 1 }, { failures: [422] }, 3, 3],
  ['changed, and in doubt', { changed: 1, unknown: 1 }, { open: 1 }, 3, 3],
  ['changed, and not sent', { changed: 1, not_sent: 1 }, { open: 1 }, 3, 3],
  ['so already, and failed', { unchanged: 1, failed: 1 }, { failures: [422] }, 3, 1],
  ['so already, and not now', { unchanged: 1, failed: 1 }, { failures: [503] }, 3, 1],
  ['nobody there, and failed', { not_found: 1, failed: 1 }, { failures: [422] }, 1, 1],
  ['all refused', { failed: 2 }, { failures: [422] }, 1, 1],
  ['all failed without an answer', { failed: 2 }, { failures: [null] }, 1, 1],
  ['all not now', { failed: 2 }, { failures: [429, 503] }, 5, 5],
  ['one refused, one not now', { failed: 2 }, { failures: [503, 422] }, 1, 1],
  ['all without an answer, to be asked again', { unknown: 2 }, { open: 2 }, 5, 5],
  ['all without an answer, not to be asked again', { unknown: 2 }, {}, 5, 5],
  ['all with an unusable answer', { unknown: 2 }, { unreadable: 2, open: 2 }, 1, 1],
  ['all still to be sent', { not_sent: 2 }, { open: 2 }, 5, 5],
  ['all left out on purpose', { not_sent: 2 }, {}, 1, 1],
])('%s', (_what, counts, rows, exit, strict) => {
  expect([exitOf(counts, rows, false, null), exitOf(counts, rows, true, null)]).toEqual([exit, strict]);
});

it.each<[Stop, number]>([
  ['interrupted', 130],
  ['signed_out', 4],
  ['api_away', 5],
  ['wait', 5],
  ['fail_fast', 3],
])('stopped: %s', (stop, exit) => {
  expect(exitOf({ changed: 1, failed: 1, not_sent: 1 }, { failures: [422], open: 1 }, false, stop)).toBe(
    exit,
  );
});

it.each([
  ['', { changed: 9 }, { changed: 9 }],
  [', but for 6 of 9 users', { changed: 3, failed: 1, unknown: 2, not_sent: 3 }, { changed: 9 }],
  ['', { changed: 1, unchanged: 8 }, { changed: 5, recovered: 4 }],
  [', but for 4 of 12 users', { changed: 8 }, { changed: 10, recovered: 2 }],
  [', but for 3 of 4 users', { changed: 1, failed: 1 }, { changed: 4 }],
  ['', { changed: 3 }, {}],
])('of an undo is told what it left, and what the run changed after it: "%s"', (left, undo, undone) => {
  const total = Object.values(undo).reduce((sum, count) => sum + count, 0);
  const summary = { run_id: 'RUN', ...NO_ROWS, ...undo, total } as unknown as Summary;
  expect(undoneBy(summary, { ...NO_ROWS, ...undone })).toBe(`was undone by run RUN${left}`);
});
