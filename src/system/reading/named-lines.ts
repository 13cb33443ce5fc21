import { CliError, fileError } from '../../errors/cli-errors.ts';
import { type FileLine, lineBlocks } from '../file-lines.ts';
import { placeCure } from '../place-cure.ts';

/**
 * The whole lines of a file of this program, in blocks. `cure`: what mends one that is lost. Throws `CliError`, which
 * names the file.
 */
export async function* namedBlocks(file: string, cure: string): AsyncGenerator<FileLine[]> {
  try {
    yield* lineBlocks(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw fileError(`cannot read ${file}`, error, placeCure(file, error) ?? cure);
  }
}

/** The same, one by one. */
export async function* namedLines(file: string, cure: string): AsyncGenerator<FileLine> {
  for await (const block of namedBlocks(file, cure)) yield* block;
}
