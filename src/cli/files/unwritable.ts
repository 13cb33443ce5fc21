import { CliError, otherFileCure, usageError } from '../../errors/cli-errors.ts';
import { reason } from '../../errors/reason.ts';
import { showUnseen } from '../../text/shown.ts';

/** The error of a file that cannot be written, by the option or variable that names it; `CliError` as it is. */
export function unwritableError(file: string, option: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  return usageError(`${option}: cannot write ${showUnseen(file)}: ${reason(error)}`, otherFileCure(error));
}
