import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunOrder } from '../../src/runs/ledger/run-order.ts';

/** When runs were begun and when they ended, by their clocks, in the order of the ledger; null for one without a line. */
const LEDGERS: readonly (readonly [
  what: string,
  ...runs: (readonly [begun: string, ended: string | null])[],
])[] = [
  ['of right clocks', ['2026-01', '2026-02'], ['2026-03', '2026-04'], ['2026-05', '2026-06']],
  ['of a clock that was ahead', ['2026-01', '2026-02'], ['2028-03', '2028-04'], ['2026-05', '2026-06']],
  ['of a clock that is behind', ['2026-01', '2026-02'], ['1970-01', '1970-02'], ['2026-03', '2026-04']],
  ['of runs at the same time', ['2026-03', '2026-04'], ['2026-01', '2026-05'], ['2026-02', '2026-06']],
  ['with a run that goes on', ['2028-01', '2028-02'], ['2026-03', null], ['2026-05', '2026-06']],
  [
    'of a clock set twice',
    ['2026-01', '2026-02'],
    ['2030-01', '2030-02'],
    ['2028-01', '2028-02'],
    ['2026-03', '2026-04'],
  ],
];

/** The runs of those that came after one that was begun later, by the clocks. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  'of a clock that was ahead': ['run-2'],
  'of a clock that is behind': ['run-1'],
  'with a run that goes on': ['run-2'],
  'of a clock set twice': ['run-2', 'run-3'],
};

describe.each(LEDGERS)('a ledger %s', (what, ...runs) => {
  it('says the same of many runs as of each', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aitronos-order-'));
    try {
      const all = runs.map(([begun], at) => ({
        run_id: `run-${at}`,
        created_at: `${begun}-01T00:00:00.000Z`,
      }));
      const lines = runs.flatMap(([, ended], at) =>
        ended === null ? [] : [`{"run_id":"run-${at}","at":"${ended}-01T00:00:00.000Z"}\n`],
      );
      writeFileSync(join(folder, 'ledger.jsonl'), lines.join(''), { mode: 0o600 });
      const order = RunOrder.read(folder);
      for (let chosen = 0; chosen < 2 ** all.length; chosen += 1) {
        const some = all.filter((_run, at) => (chosen & (2 ** at)) !== 0).reverse();
        const isBehind = order.behindAny(some);
        for (const { run_id } of all)
          expect(isBehind(run_id)).toBe(some.some((run) => order.isBehind(run_id, run)));
      }
      const behind = all.filter(({ run_id }) => order.behindAny(all)(run_id)).map(({ run_id }) => run_id);
      expect(behind).toEqual(BEHIND[`${what}`] ?? []);
      for (const run of all) {
        const later = all.filter(({ run_id }) => order.isBehind(run_id, run)).map(({ run_id }) => run_id);
        expect(order.allBehind(later, run)).toEqual(later.toReversed());
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
