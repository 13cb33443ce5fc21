import { stringify } from 'csv-stringify/sync';
import { safeText } from './safe/safe-text.ts';
import type { Cell, Grid } from './view.ts';

// The beginnings of a formula in a spreadsheet, and of numbers, which look alike.
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * RFC 4180: a header unless one was printed already, CRLF, quotes where needed. An empty cell is an empty field.
 * Text of the API that a spreadsheet would run as a formula gets a leading `'`, which the reader of rows removes.
 */
export function renderCsv({ columns, rows, verbatim = 0 }: Grid, withHeader = true): string {
  const safe = (cell: Cell, index: number) =>
    typeof cell === 'string' && index >= verbatim ? escapeFormula(safeText(cell)) : cell;
  const lines = rows.map((row) => row.map(safe));
  return stringify(withHeader ? [columns, ...lines] : lines, {
    record_delimiter: 'windows',
    // A line break of either kind ends a record unless it is quoted.
    quoted_match: /[\r\n]/,
    // A record of one empty field would be an empty line, which readers pass over.
    quoted_empty: columns.length === 1,
    cast: { boolean: (value) => String(value) },
  });
}

const escapeFormula = (text: string) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);
