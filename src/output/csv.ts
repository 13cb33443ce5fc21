import { stringify } from 'csv-stringify/sync';
import { safeText } from './safe-text.ts';
import type { Cell, Grid } from './view.ts';

/** RFC 4180: a header unless it was printed before, CRLF, quotes where needed. An empty cell is an empty field. */
export function csv({ columns, rows, verbatim = 0 }: Grid, withHeader = true): string {
  const safe = (cell: Cell, index: number) =>
    typeof cell === 'string' && index >= verbatim ? safeText(cell) : cell;
  const lines = rows.map((row) => row.map(safe));
  return stringify(withHeader ? [columns, ...lines] : lines, {
    record_delimiter: 'windows',
    // A line break of either kind ends a record unless it is quoted.
    quoted_match: /[\r\n]/,
    cast: { boolean: (value) => String(value) },
  });
}
