import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';

/** The error of a call that is refused here, before it has sent a change. */
export const refusal = (code: string, why: string, hint: string): CliError =>
  new CliError(code, EXIT.usage, `${why}: nothing was sent`, hint);
