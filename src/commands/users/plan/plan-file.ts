import type { Context } from '../../../cli/context.ts';
import { type AnswerFile, checkAnswerFile } from '../../../cli/files/answer-file.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { ON_STDOUT } from '../../../validation/paths.ts';

/** The file of `--plan`. */
export const planFile = (file: string): AnswerFile => ({
  file,
  option: '--plan',
  streamFlaw: [': a stream of this program is named by -', 'name a file, or -'],
});

/**
 * Finds out before any request whether a plan can be written, and refuses one on stdout beside another answer there.
 * Throws `CliError` (usage).
 */
export function checkPlanFile(file: string, context: Context): void {
  if (file === ON_STDOUT) refuseTwoAnswers(context);
  else checkAnswerFile(planFile(file), context);
}

function refuseTwoAnswers({ typedFormat, fields }: Context): void {
  const other = typedFormat() === 'markdown' ? '--output markdown' : fields === undefined ? null : '--fields';
  if (other === null) return;
  throw usageError(`--plan - and ${other} want two answers on stdout`, 'name a file for the plan');
}
