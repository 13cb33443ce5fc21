import { describe, expect, it } from 'vitest';
import { RESULT_COLUMNS, recordsCsv, runCsv } from '../../src/results/csv-columns.ts';
import { columnsOf } from '../../src/runs/input/input-columns.ts';

describe('the columns that results add', () => {
  it('are those of the CSV, of a run and of one call', () => {
    expect(runCsv([], []).columns).toEqual(RESULT_COLUMNS);
    expect(['row', ...recordsCsv([]).columns]).toEqual(RESULT_COLUMNS);
  });

  it.each(RESULT_COLUMNS)('%s is not carried along when results are the input again', (column) => {
    const first = runCsv(['user_id', 'team'], []).columns;
    const { carried } = columnsOf(first, ['user_id']);
    const again = runCsv(
      carried.map(({ name }) => name),
      [],
    ).columns;
    expect(again).toEqual(first);
    expect(again.filter((name) => name === column).length).toBe(column === 'user_id' ? 2 : 1);
  });
});
