import { CliError } from './cli-errors.ts';

/** The step for a wrong call that has no other cure. `command` as it is typed, from the program's name on. */
export const helpStep = (command: string): string => `\`${command} --help\` shows its usage`;

/** The same error; a wrong call without a hint gets one, so that every one ends in a next step. */
export function withNextStep(error: unknown, command: string): unknown {
  if (!(error instanceof CliError) || error.code !== 'USAGE' || error.hint !== null) return error;
  const { code, exit, message, details, retry_after_s } = error;
  return new CliError(code, exit, message, helpStep(command), { cause: error, details, retry_after_s });
}
