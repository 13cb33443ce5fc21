import { waitText } from '../text/durations.ts';
import { cureFor } from './api-cures.ts';
import { type AitronosError, ApiError, type ConnectionError, type GateClosed } from './api-errors.ts';
import { openFilesCure } from './cli-errors.ts';
import { CONNECTION_HINTS, DOCTOR } from './connection-hints.ts';
import { isRetryable, isUncoded } from './retryable.ts';

export const connectionHint = ({ code, cause }: ConnectionError): string =>
  openFilesCure(cause) ?? CONNECTION_HINTS[code] ?? (isUnexplained(cause) ? NOT_THE_API : DOCTOR);

const isUnexplained = (cause: unknown): boolean =>
  cause instanceof ApiError && cause.status < 500 && isUncoded(cause);

const NOT_THE_API = `something in front of the API may have answered: ${DOCTOR}; if it persists, \`aitronos auth login\``;
const OTHER = 'something other than the API may answer; `aitronos config list` shows which address is used';

/** The hint for an error that is neither a refusal nor a lost connection. */
export const libraryHint = ({ code }: AitronosError): string =>
  code === 'LIST_CHANGED' ? 'try again when fewer people are changing it' : OTHER;

export const gateHint = ({ retry_after_s }: GateClosed): string =>
  retry_after_s === null ? 'try again later' : `try again in ${waitText(retry_after_s)}`;

/** The next step after a refusal of the API: its cure, or when to try again. */
export function apiHint(error: ApiError): string | null {
  const { step } = cureFor(error);
  if (step !== null) return step;
  if (error.retry_after_s) return `try again in ${waitText(error.retry_after_s)}`;
  return isRetryable(error) ? 'try again later; the same command is safe to repeat' : null;
}
