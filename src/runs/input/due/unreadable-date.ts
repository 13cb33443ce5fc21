import type { Column } from '../columns/input-columns.ts';
import type { ColumnProblem } from '../row.ts';

/** A cell of a column of dates, and the line of its row. */
interface DateCell {
  readonly column: Column;
  readonly cell: string;
  readonly line: number | null;
}

const NUMBER = /^[\d.,]+$/;

/** That a cell is no date that can be read. `mend`: the ways to mend it, as words of the command line. */
export function unreadableDate({ column, cell, line }: DateCell, mend: ColumnProblem['mend']): ColumnProblem {
  const what = NUMBER.test(cell)
    ? 'a number and no date that can be read: save the column as dates'
    : 'which is no date that can be read: --date-format reads other dates';
  return {
    line,
    message: `${column.name} holds ${JSON.stringify(cell)}, ${what}, --ignore-column says that it does not matter`,
    mend,
  };
}
