import { stringify } from 'csv-stringify/sync';
import { safeText } from './safe-text.ts';
import type { Grid } from './view.ts';

/** RFC 4180: a header, CRLF, quotes where needed. An empty cell is an empty field. */
export function csv({ columns, rows }: Grid): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)));
  return stringify([columns, ...safe], {
    record_delimiter: 'windows',
    cast: { boolean: (value) => String(value) },
  });
}
