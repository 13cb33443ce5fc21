import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Clock } from '../system/time/clock.ts';
import type { SandboxEnv } from './request.ts';
import { ORGANIZATION_ID } from './state/first-data.ts';
import { timestamp } from './times.ts';

/** Our choice: from so many bytes on, an answer is compressed for clients that accept it, as gateways do. */
const LONG_BYTES = 1024;

/** An answer of JSON. */
export function jsonAnswer(
  c: Context<SandboxEnv>,
  body: unknown,
  status: ContentfulStatusCode = 200,
): Response {
  return textAnswer(c, JSON.stringify(body), { 'Content-Type': 'application/json' }, status);
}

/** An answer that tells its length in bytes. */
function textAnswer(
  c: Context<SandboxEnv>,
  text: string,
  kind: Readonly<Record<string, string>>,
  status: ContentfulStatusCode = 200,
): Response {
  c.set('text', text);
  const bytes = Buffer.byteLength(text);
  const headers = { ...kind, 'Content-Length': String(bytes) };
  if (bytes < LONG_BYTES) return c.body(text, status, headers);
  const varied = { ...headers, Vary: 'Accept-Encoding' };
  if (!acceptsGzip(c.req.header('accept-encoding') ?? '')) return c.body(text, status, varied);
  const packed = new Uint8Array(gzipSync(text));
  return c.body(packed, status, {
    ...varied,
    'Content-Encoding': 'gzip',
    'Content-Length': String(packed.length),
  });
}

/** True where it is named without a weight. */
const acceptsGzip = (accepted: string): boolean => accepted.split(',').some((word) => word.trim() === 'gzip');

/** The most rows of an export, by the pages of the exports. */
const MOST_CSV_ROWS = 10_000;

/** The cell of a row in each column, by the column's title. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => string | null>>;

/** Answers `what` of the organization as a file. Our choice: RFC 4180, and nothing for an absent value. */
export function csvAnswer<Row>(
  { c, clock }: { readonly c: Context<SandboxEnv>; readonly clock: Clock },
  what: string,
  columns: CsvColumns<Row>,
  rows: readonly Row[],
): Response {
  const day = timestamp(clock.now()).slice(0, 'YYYY-MM-DD'.length);
  const cells = rows
    .slice(0, MOST_CSV_ROWS)
    .map((row) => Object.values(columns).map((cellOf) => cellOf(row)));
  const lines = [Object.keys(columns), ...cells].map((line) => `${line.map(quoteCell).join(',')}\r\n`);
  return textAnswer(c, lines.join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${what}-${ORGANIZATION_ID}-${day}.csv"`,
  });
}

const quoteCell = (cell: string | null): string =>
  /[",\r\n]/.test(cell ?? '') ? `"${(cell ?? '').replaceAll('"', '""')}"` : (cell ?? '');
