import type { Context } from 'hono';
import { textAnswer } from '../json-answer.ts';
import type { SandboxEnv } from '../request.ts';

/** The most rows of an export, by the pages of the exports. */
const MOST_CSV_ROWS = 10_000;

/** Answers a file with these columns and rows. Our choice: RFC 4180, and nothing for an absent value. */
export function csvAnswer(
  c: Context<SandboxEnv>,
  file: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Response {
  const lines = [columns, ...rows.slice(0, MOST_CSV_ROWS)].map(
    (row) => `${row.map(quoteCell).join(',')}\r\n`,
  );
  return textAnswer(c, lines.join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${file}"`,
  });
}

const quoteCell = (cell: string | null): string =>
  /[",\r\n]/.test(cell ?? '') ? `"${(cell ?? '').replaceAll('"', '""')}"` : (cell ?? '');
