import { join } from 'node:path';
import { lineBlocks } from './file-lines.ts';
import type { Row } from './rows.ts';

/** The file of a run's checked rows. */
export const rowsFile = (folder: string) => join(folder, 'rows.jsonl');

/** The checked rows of a file, as many at once as were read at once. */
export async function* rowBlocks(file: string): AsyncGenerator<Row[]> {
  for await (const block of lineBlocks(file)) yield block.map(({ text }) => JSON.parse(text));
}

/** The same, one by one. */
export async function* rowsIn(file: string): AsyncGenerator<Row> {
  for await (const block of rowBlocks(file)) yield* block;
}
