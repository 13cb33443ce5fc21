import { CliError, otherFileCure, usageError } from '../../errors/cli-errors.ts';
import { reason } from '../../errors/reason.ts';
import { showUnseen } from '../../text/shown.ts';

/** The error of a file that cannot be written, by the option or variable that names it; `CliError` as it is. */
export function unwritableError(file: string, option: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  return usageError(`${option}: cannot write ${showUnseen(file)}: ${reason(error)}`, otherFileCure(error));
}

const VARIABLES = { '--log-file': 'AITRONOS_LOG_FILE', '--summary-file': 'AITRONOS_SUMMARY_FILE' } as const;

/** What named the file that cannot be written: the option, or its variable, which is then what has to be mended. */
export const namedBy = (option: keyof typeof VARIABLES, argv: readonly string[]): string =>
  argv.some((word) => word === option || word.startsWith(`${option}=`)) ? option : VARIABLES[option];
