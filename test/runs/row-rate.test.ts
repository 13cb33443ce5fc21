import { describe, expect, it } from 'vitest';
import { RowRate } from '../../src/runs/row-rate.ts';

/** The rate at `now` after rows were done at these moments; all in seconds. */
function rateAfter(moments: readonly number[], now: number): number | null {
  const rate = new RowRate(0);
  for (const at of moments) rate.add(at * 1000);
  return rate.perSecond(now * 1000);
}

const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) }, (_, index) => from + index * step);

describe('the rate of a run', () => {
  it.each([
    ['before the first row', [], 5, null],
    ['one row', [2], 4, 0.25],
    ['steady, in the first seconds', every(0.1, 0, 5), 5, 10],
    ['a burst that still counts', every(0.01, 0, 1), 2, 50],
    ['a burst that has left the window', [...every(0.01, 0, 1), ...every(0.5, 1, 40)], 40, 2],
    ['slow, over minutes', every(10, 0, 200), 200, 0.1],
    ['very slow, over an hour', every(100, 0, 3600), 3600, 0.01],
    ['faster than before', [...every(1, 0, 60), ...every(0.1, 60, 90)], 90, 10],
  ])('is right: %s', (_what, moments, now, expected) => {
    const found = rateAfter(moments, now);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, expected < 1 ? 2 : 0);
  });

  it('falls while nothing is done any more', () => {
    const moments = every(0.1, 0, 30);
    expect(rateAfter(moments, 40)).toBeLessThan(10);
    expect(rateAfter(moments, 400)).toBeLessThan(1);
  });
});
