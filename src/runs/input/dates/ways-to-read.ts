import { columnArgument } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { ColumnDates } from './column-dates.ts';

/**
 * The words of the command line that read a column as the field that says when, with all its dates, else with that of
 * this cell; none where no format reads it.
 */
export function waysToRead(
  headers: readonly string[],
  { column, cell }: { readonly column: Column; readonly cell: string },
  dates: ColumnDates,
): string[][] {
  const ways = dates.ways(cell);
  if (ways.length === 0 && dates.areInstants()) return [columnArgument(headers, 'effective_at', column)];
  return ways.map((words) => [...columnArgument(headers, 'last_day', column), ...words]);
}
