import type { Column } from '../columns/input-columns.ts';
import { ColumnDates } from '../dates/column-dates.ts';
import { datesIn } from '../dates/date-readings.ts';
import { waysToRead } from '../dates/ways-to-read.ts';
import type { ColumnProblem } from '../row.ts';
import type { RawRow } from '../row-schema.ts';

/** The columns that are not read, and the first rows. */
interface Unread {
  readonly headers: readonly string[];
  readonly open: readonly Column[];
  readonly rows: readonly RawRow[];
}

/** That no column says when, with those that hold dates. `now` in milliseconds since 1970. */
export function noDates({ headers, open, rows }: Unread, now: number): ColumnProblem {
  const thisYear = new Date(now).getUTCFullYear();
  const mend = open.flatMap((column) => {
    const dates = new ColumnDates(thisYear);
    const cells = rows.map(({ cells }) => (cells[column.index] ?? '').trim());
    const dated = cells.filter((cell) => datesIn(cell, thisYear).length > 0);
    for (const cell of dated) dates.add(cell);
    const [cell] = dated;
    return cell === undefined ? [] : waysToRead(headers, { column, cell }, dates);
  });
  return { message: '--due needs a column that says when: last_day or effective_at', mend };
}
