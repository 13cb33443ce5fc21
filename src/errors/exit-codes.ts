import { ApiError, ConnectionError, GateClosed, isUnauthorized } from './api-errors.ts';
import { isRetryable, isUnrenewable } from './retryable.ts';

/**
 * Exit codes: what a script can tell from the end of the program.
 *
 * The error decides, and `main` alone hands the code to the process; a command neither returns a code nor sets one.
 * - No error: `ok`.
 * - An error of ours (`CliError`) carries its code from where it is made, because only that place knows what was
 *   meant.
 * - An error of the API, of the connection to it, or a defect has none of its own: `exitCodeOf` below has the
 *   table.
 * - A run of many users ends in one `CliError`; its code follows from the counts and from what stopped the run
 *   (`runExitCode` in runs/summary.ts), and is kept with the run.
 * - An interrupt (Ctrl-C) ends in `interrupted`, unless an error of ours says more exactly what was left undone:
 *   `report`. A second one ends the process as the signal does; the first process of a container, which none ends, with
 *   `interrupted` too (system/signals.ts).
 */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  partial: 3,
  signIn: 4,
  tryLater: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code of an error that carries none: of the library's errors, and of whatever else was thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  // A renewal that was answered with 401, without a word of the API: trying again and again gets no further.
  if (error instanceof ConnectionError)
    return isUnauthorized(error.cause) || isUnrenewable(error) ? EXIT.signIn : EXIT.tryLater;
  if (error instanceof GateClosed) return EXIT.tryLater;
  if (!(error instanceof ApiError)) return EXIT.refused;
  if (error.status === 401 || error.status === 403) return EXIT.signIn;
  return isRetryable(error) ? EXIT.tryLater : EXIT.refused;
}
