import type { Column } from '../columns/input-columns.ts';
import type { ColumnProblem } from '../row.ts';

/** A cell of a column of dates, and the line of its row. */
interface DateCell {
  readonly column: Column;
  readonly cell: string;
  readonly line: number | null;
}

/** That a cell is no date that can be read. `mend`: the words of the command line that mend it. */
export const unreadableDate = ({ column, cell, line }: DateCell, mend: readonly string[]): ColumnProblem => ({
  line,
  message: `${column.name} holds ${JSON.stringify(cell)}, which is no date that can be read: --date-format reads other dates, --ignore-column says that it does not matter`,
  mend: [mend],
});
