import { describe, expect, it } from 'vitest';
import { RowSet } from '../../src/runs/row-set.ts';

const setOf = (total: number, rows: readonly number[]): RowSet => {
  const set = new RowSet(total);
  for (const row of rows) set.add(row);
  return set;
};

describe('a set of rows', () => {
  it.each([
    { total: 0, rows: [] },
    { total: 1, rows: [1] },
    { total: 7, rows: [7] },
    { total: 8, rows: [8, 1] },
    { total: 9, rows: [9, 8, 7] },
    { total: 64, rows: [64, 63, 32, 31, 16, 15, 8, 7, 1] },
    { total: 100_000, rows: [100_000, 65_536, 65_535, 256, 255, 1] },
  ])('of $total holds $rows, lowest first, and no other', ({ total, rows }) => {
    const set = setOf(total, rows);
    expect(set.size).toBe(rows.length);
    expect([...set]).toEqual([...rows].sort((one, other) => one - other));
    const held = new Set<number>(rows);
    for (let row = 1; row <= total; row += 1) {
      if (set.has(row) !== held.has(row)) expect.fail(`row ${row}`);
    }
  });

  it('counts a row once, however often it is added', () => {
    const set = setOf(10, [3, 3, 3, 10, 10]);
    expect(set.size).toBe(2);
    expect([...set]).toEqual([3, 10]);
  });

  it('holds every row of a run', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index + 1);
    const set = setOf(1000, all);
    expect(set.size).toBe(1000);
    expect([...set]).toEqual(all);
  });

  it.each([0, -1, 11, 16, 1.5, Number.NaN, Infinity])('takes no row %d into a run of ten', (row) => {
    const set = setOf(10, [1, 10]);
    expect(() => set.add(row)).toThrow(RangeError);
    expect(set.size).toBe(2);
  });

  it.each([0, -1, 11, 16, Number.NaN, Infinity])('holds no row %d of a run of ten', (row) => {
    expect(setOf(10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).has(row)).toBe(false);
  });
});
