import { detectFormat, type Reader } from './formats/detect-format.ts';
import { type Block, textBlocks } from './formats/text-blocks.ts';
import { type Keep, type RowsRead, Unreadable } from './row.ts';
import type { RowsOptions } from './row-schema.ts';
import { RowValidator } from './row-validator.ts';
import { TableRows } from './table-rows.ts';

export type { ColumnProblem, Keep, Row, RowContent, RowProblem, RowsRead } from './row.ts';
export type { RowSchema, RowsOptions } from './row-schema.ts';

/**
 * Reads the bytes of a file (CSV with a header, JSON Lines or a bare list of ids; UTF-8) as checked rows.
 * `keep` receives each good row in order, until the first problem; validation continues to the end. Problems
 * of the input are returned; errors of the source or of `keep` are thrown.
 */
export async function readRows(
  source: AsyncIterable<Uint8Array>,
  options: RowsOptions,
  keep: Keep,
): Promise<RowsRead> {
  const validator = new RowValidator(options, keep);
  const table = new TableRows(options, validator);
  try {
    const report = (line: number, message: string) => validator.problem(line, null, message);
    await readBlocks(textBlocks(source, report), validator, table);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    validator.problem(error.line, error.column, error.message);
  }
  return validator.finish(await table.end(), table.hasHeader);
}

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

async function readBlocks(
  blocks: AsyncIterable<Block>,
  validator: RowValidator,
  table: TableRows,
): Promise<void> {
  let reader: Reader | undefined;
  for await (const block of blocks) {
    reader ??= detectFormat(block, validator, table);
    await reader?.read(block);
  }
  await reader?.end();
}
