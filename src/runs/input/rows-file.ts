import { join } from 'node:path';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { WITH_ORIGINAL_FILE } from '../../operations/operation.ts';
import { namedBlocks } from '../../system/reading/named-lines.ts';
import { isObjectOfTexts } from '../../validation/objects.ts';
import type { Row } from './rows.ts';

export const rowsFile = (folder: string) => join(folder, 'rows.jsonl');

/** The checked rows of a file, in blocks as they are read. */
export async function* rowBlocks(file: string): AsyncGenerator<Row[]> {
  for await (const block of namedBlocks(file, WITH_ORIGINAL_FILE))
    yield block.map(({ text }) => readRow(text, file));
}

/** The same, one by one: a row is read when it is asked for, so that it is not there for longer than it is needed. */
export async function* rowsIn(file: string): AsyncGenerator<Row> {
  for await (const block of namedBlocks(file, WITH_ORIGINAL_FILE))
    for (const { text } of block) yield readRow(text, file);
}

/** Parses a row of this program's own file. Throws `CliError` for any other content: the file was changed. */
function readRow(text: string, file: string): Row {
  try {
    const row: Partial<Row> = JSON.parse(text);
    const { user_id, department_id } = row;
    const named = [user_id, department_id].every((id) => id === null || typeof id === 'string');
    if (named && Number.isInteger(row.row) && isObjectOfTexts(row.input)) return row as Row;
  } catch {
    // The same words for both.
  }
  throw new CliError(
    'ROWS_CHANGED',
    EXIT.refused,
    `${file} holds a line that is no row of a run`,
    WITH_ORIGINAL_FILE,
  );
}
