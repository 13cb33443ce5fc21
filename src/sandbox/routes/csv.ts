import { textAnswer } from '../json-answer.ts';
import { ORGANIZATION_ID } from '../state/first-data.ts';
import { timestamp } from '../times.ts';
import type { RouteCall } from './route.ts';

/** The most rows of an export, by the pages of the exports. */
const MOST_CSV_ROWS = 10_000;

/** Answers `what` of the organization as a file. Our choice: RFC 4180, and nothing for an absent value. */
export function csvAnswer(
  { c, clock }: Pick<RouteCall, 'c' | 'clock'>,
  what: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Response {
  const day = timestamp(clock.now()).slice(0, 'YYYY-MM-DD'.length);
  const lines = [columns, ...rows.slice(0, MOST_CSV_ROWS)].map(
    (row) => `${row.map(quoteCell).join(',')}\r\n`,
  );
  return textAnswer(c, lines.join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${what}-${ORGANIZATION_ID}-${day}.csv"`,
  });
}

const quoteCell = (cell: string | null): string =>
  /[",\r\n]/.test(cell ?? '') ? `"${(cell ?? '').replaceAll('"', '""')}"` : (cell ?? '');
