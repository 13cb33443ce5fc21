import type { Context } from '../../../cli/context.ts';
import { refuseInputFile } from '../../../cli/files/input-files.ts';
import { refuseOwnFile } from '../../../cli/files/own-files.ts';
import { CliError, otherFileCure, usageError } from '../../../errors/cli-errors.ts';
import { reason } from '../../../errors/reason.ts';
import type { Environment } from '../../../system/environment.ts';
import { writePieces } from '../../../system/written/pieces-file.ts';
import { findWriteTarget, leadToSameFile } from '../../../system/written/target.ts';
import { checkWritable } from '../../../system/written/whole-file.ts';
import { filePath } from '../../../validation/paths.ts';

/** Stdout as the file of a plan. */
export const STDOUT = '-';

/** Refuses a plan on stdout beside another answer there. Throws `CliError` (usage). */
export function refuseTwoAnswers(file: string, { typedFormat, fields }: Context): void {
  if (file !== STDOUT) return;
  const other = typedFormat() === 'markdown' ? '--output markdown' : fields === undefined ? null : '--fields';
  if (other === null) return;
  throw usageError(`--plan - and ${other} want two answers on stdout`, 'name a file for the plan');
}

/**
 * Finds out before any request whether a plan can be written. `others`: the files that this call writes besides.
 * Throws `CliError` (usage).
 */
export function checkPlanFile(
  file: string,
  environment: Pick<Environment, 'argv' | 'folders'>,
  others: readonly (string | null)[],
): void {
  if (file === STDOUT) return;
  if (others.some((other) => other !== null && leadToSameFile(filePath(file), other))) {
    throw usageError(`--plan ${file}: another option writes the same file`, 'name two files');
  }
  try {
    refuseInputFile(file, '--plan', environment.argv);
    const target = targetOf(file);
    refuseOwnFile(file, '--plan', target, environment);
    checkWritable(target);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/**
 * Writes a plan, so that its owner alone can read it. Throws `CliError` (usage) when the file cannot be written, and
 * what `pieces` throws; the file is unchanged then.
 */
export async function writePlanFile(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const target = targetOf(file);
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
    await writePieces(target, watched());
  } catch (error) {
    throw error === cause ? error : unwritable(file, error);
  }
}

function targetOf(file: string) {
  try {
    const target = findWriteTarget(filePath(file));
    if ('path' in target) return target;
  } catch (error) {
    throw unwritable(file, error);
  }
  throw usageError(`--plan ${file}: a stream of this program is named by -`, 'name a file, or -');
}

function unwritable(file: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  return usageError(`--plan: cannot write ${file}: ${reason(error)}`, otherFileCure(error));
}
