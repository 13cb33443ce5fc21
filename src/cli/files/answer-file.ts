import { usageError } from '../../errors/cli-errors.ts';
import { writePieces } from '../../system/written/pieces-file.ts';
import { findWriteTarget, type WriteTarget } from '../../system/written/target.ts';
import { checkWritable, type PathTarget } from '../../system/written/whole-file.ts';
import { filePath } from '../../validation/paths.ts';
import type { Context } from '../context.ts';
import { unwritableError } from './unwritable.ts';
import { findWantedFile, refuseWrittenElsewhere } from './wanted-file.ts';

export interface AnswerFile {
  readonly file: string;
  readonly option: string;
  /** What is wrong with a stream of this program in its place, and what to do then. */
  readonly streamFlaw: readonly [words: string, hint: string];
}

/** Finds out before anything is asked or read whether a file can be written. Throws `CliError` (usage). */
export function checkAnswerFile(answer: AnswerFile, context: Context): void {
  const { file, option } = answer;
  refuseWrittenElsewhere(file, option, context);
  try {
    checkWritable(noStream(answer, findWantedFile(filePath(file), option, context.environment)));
  } catch (error) {
    throw unwritableError(file, option, error);
  }
}

/**
 * Replaces a file by an answer in one step, so that its owner alone can read it. Throws `CliError` (usage) when it
 * cannot be written, and what `pieces` throws; the file is as before then.
 */
export async function writeAnswerFile(answer: AnswerFile, pieces: AsyncIterable<string>): Promise<void> {
  const { file, option } = answer;
  // A failure of what is written is no failure of the file.
  let cause: unknown = null;
  async function* watched() {
    try {
      yield* pieces;
    } catch (error) {
      cause = error;
      throw error;
    }
  }
  try {
    await writePieces(noStream(answer, findWriteTarget(filePath(file))), watched());
  } catch (error) {
    throw error === cause ? error : unwritableError(file, option, error);
  }
}

function noStream({ file, option, streamFlaw: [words, hint] }: AnswerFile, target: WriteTarget): PathTarget {
  if ('path' in target) return target;
  throw usageError(`${option} ${file}${words}`, hint);
}
