import { takesAccess } from '../../operations/by-action.ts';
import { decoded, type Peeked, withHead } from './bytes/decoding.ts';
import { textBlocks } from './bytes/text-blocks.ts';
import type { Findings, RowsRead } from './columns/table.ts';
import { detectFormat, isJsonDocument } from './formats/detect-format.ts';
import { FileFindings } from './formats/file-findings.ts';
import type { Reader, ReaderParts } from './formats/reader-parts.ts';
import { wantedNames } from './formats/separators.ts';
import { rowsOfDocument } from './json/json-document.ts';
import { namedPaths } from './json/json-objects.ts';
import type { ReadingOptions } from './reading-options.ts';
import { type Keep, Unreadable } from './row.ts';
import type { RowsOptions } from './row-schema.ts';
import { RowValidator } from './row-validator.ts';
import { TableRows } from './table-rows.ts';

export type { ColumnProblem, RowsRead } from './columns/table.ts';
export type { Keep, Row, RowProblem } from './row.ts';
export type { RowSchema, RowsOptions } from './row-schema.ts';

/** How much of a text is looked at to tell a JSON document from lines. */
const HEAD_BYTES = 64 * 1024;

/**
 * Reads the bytes of a file (CSV with a header, JSON, JSON Lines or a bare list of ids) as checked rows.
 * `keep` receives each good row in order, until the first problem; validation continues to the end. Problems
 * of the input are returned; errors of the source or of `keep` are thrown.
 */
export async function readRows(
  source: AsyncIterable<Uint8Array>,
  options: RowsOptions,
  keep: Keep,
): Promise<RowsRead> {
  const { reading = {} } = options;
  const validator = new RowValidator(options, keep);
  const table = new TableRows(options, validator);
  const findings = new FileFindings(options.action);
  findings.ofName(options.name);
  const isWanted = wantedNames(options.form.columns, reading);
  const parts = {
    validator,
    table,
    findings,
    isWanted,
    ignored: reading.ignored ?? [],
    paths: namedPaths(reading),
    isRoster: reading.isRoster ?? false,
    isForLeavers: takesAccess(options.action),
  };
  let isWhole = true;
  try {
    const text = await withHead(decoded(source, reading.encoding, findings), HEAD_BYTES);
    await (isJsonDocument(text.head) ? readDocument(text, parts) : readBlocks(text, parts, reading));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    validator.problem(error.line, error.column, error.message);
    findings.cure = error.cure;
    isWhole = false;
  }
  const found = await table.end();
  // What the columns of a part say is asked again when the file is mended.
  return validator.finish([findings, ...(isWhole ? found : found.map(withoutProblems))], table.hasHeader);
}

const withoutProblems = ({ problems: _, ...others }: Findings): Findings => others;

/** Validates arguments by the rules of a bare list; problems have no line. */
export async function rowsOfArguments(
  words: readonly string[],
  options: RowsOptions,
  keep: Keep,
): Promise<RowsRead> {
  const validator = new RowValidator(options, keep);
  const table = new TableRows(options, validator);
  table.list();
  for (const word of words) await table.row({ line: null, cells: [word] });
  return validator.finish(await table.end());
}

async function readDocument({ chunks }: Peeked, parts: ReaderParts): Promise<void> {
  const document = rowsOfDocument(parts);
  for await (const chunk of chunks) await document.read(chunk);
  document.end();
}

async function readBlocks({ chunks }: Peeked, parts: ReaderParts, reading: ReadingOptions): Promise<void> {
  const report = (line: number, message: string) => parts.validator.problem(line, null, message);
  let reader: Reader | undefined;
  for await (const block of textBlocks(chunks, report, parts.findings)) {
    reader ??= detectFormat(block, parts, reading);
    await reader?.read(block);
  }
  await reader?.end();
}
