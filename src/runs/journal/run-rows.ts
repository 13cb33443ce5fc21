import { statSync } from 'node:fs';
import { fileError } from '../../errors/cli-errors.ts';
import { placeCure } from '../../system/place-cure.ts';
import { fileDigest } from '../../system/reading/file-digest.ts';
import type { Row } from '../input/rows.ts';
import { rowBlocks, rowsFile } from '../input/rows-file.ts';
import { digestRow } from '../single/single-file.ts';
import type { JournalHeader } from './journal-entries.ts';

/** Where a run is, and the first line of its journal. */
export interface RunPlace {
  /** Its folder, or the file of a change of one user. */
  readonly path: string;
  readonly header: JournalHeader;
}

/** The checked rows of a run, in blocks as they are read; of a change of one user, the row in its header. */
export async function* runRowBlocks({ path, header }: RunPlace): AsyncGenerator<Row[]> {
  if (header.row !== undefined) yield [header.row];
  else yield* rowBlocks(rowsFile(path));
}

/** The same, one by one. */
export async function* runRows(run: RunPlace): AsyncGenerator<Row> {
  for await (const block of runRowBlocks(run)) yield* block;
}

/** The SHA-256 (hex) of the rows of a run as they are now, to be compared with its header's. */
export const digestOfRows = async ({ path, header }: RunPlace): Promise<string> =>
  header.row === undefined ? fileDigest(rowsFile(path)) : digestRow(header.row);

/**
 * True when the rows of a run are lost, as after a power cut; its journal still has the results. Throws `CliError`
 * where that cannot be seen.
 */
export function rowsAreLost({ path, header }: RunPlace): boolean {
  if (header.row !== undefined) return false;
  const size = sizeOf(rowsFile(path));
  return header.rows > 0 && (size === null || size === 0);
}

/** What is wrong with the rows of a run, in words; null where nothing is. Throws where they cannot be read. */
export async function rowsFlaw(run: RunPlace): Promise<string | null> {
  if (rowsAreLost(run)) return 'its checked rows are lost';
  const isUnchanged = (await digestOfRows(run)) === run.header.rows_sha256;
  return isUnchanged ? null : 'its rows are not those that were checked when it began';
}

/** The size of a file; null where there is none. Throws `CliError` where that cannot be seen. */
function sizeOf(file: string): number | null {
  try {
    return statSync(file, { throwIfNoEntry: false })?.size ?? null;
  } catch (error) {
    throw fileError(`cannot read ${file}`, error, placeCure(file, error));
  }
}
