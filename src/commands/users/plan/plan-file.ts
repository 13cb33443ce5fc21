import type { Context } from '../../../cli/context.ts';
import { unwritableError } from '../../../cli/files/unwritable.ts';
import { findWantedFile, refuseWrittenElsewhere } from '../../../cli/files/wanted-file.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { writePieces } from '../../../system/written/pieces-file.ts';
import { findWriteTarget, type WriteTarget } from '../../../system/written/target.ts';
import { checkWritable, type PathTarget } from '../../../system/written/whole-file.ts';
import { filePath } from '../../../validation/paths.ts';

/** Stdout as the file of a plan. */
export const STDOUT = '-';

/** Refuses a plan on stdout beside another answer there. Throws `CliError` (usage). */
function refuseTwoAnswers({ typedFormat, fields }: Context): void {
  const other = typedFormat() === 'markdown' ? '--output markdown' : fields === undefined ? null : '--fields';
  if (other === null) return;
  throw usageError(`--plan - and ${other} want two answers on stdout`, 'name a file for the plan');
}

/** Finds out before any request whether a plan can be written. Throws `CliError` (usage). */
export function checkPlanFile(file: string, context: Context): void {
  if (file === STDOUT) {
    refuseTwoAnswers(context);
    return;
  }
  refuseWrittenElsewhere(file, '--plan', context);
  try {
    checkWritable(noStream(file, findWantedFile(filePath(file), '--plan', context.environment)));
  } catch (error) {
    throw unwritableError(file, '--plan', error);
  }
}

/**
 * Writes a plan, so that its owner alone can read it. Throws `CliError` (usage) when the file cannot be written, and
 * what `pieces` throws; the file is unchanged then.
 */
export async function writePlanFile(file: string, pieces: AsyncIterable<string>): Promise<void> {
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
    await writePieces(noStream(file, findWriteTarget(filePath(file))), watched());
  } catch (error) {
    throw error === cause ? error : unwritableError(file, '--plan', error);
  }
}

function noStream(file: string, target: WriteTarget): PathTarget {
  if ('path' in target) return target;
  throw usageError(`--plan ${file}: a stream of this program is named by -`, 'name a file, or -');
}
