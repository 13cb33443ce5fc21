import { waitText } from '../text/durations.ts';
import type { ApiError, ConnectionError, GateClosed } from './api-errors.ts';
import { CONNECTION_HINTS } from './connection-hints.ts';
import { isRetryable } from './retryable.ts';

/** The hint for an error of the API, by its code, or by its status where the code is not listed. */
const API_HINTS: Readonly<Record<string, string>> = {
  INVALID_CREDENTIALS: 'check the address and the password, and run the same command again',
  NOT_JSON:
    'something other than the API may have answered; `aitronos config list` shows the address that is used',
  REDIRECTED: 'set --api-url to the address of the API itself; a redirect would carry the token elsewhere',
  UNEXPECTED_STATE: 'look at the user before going on: the API did not do what was asked',
};

/** Looks the code up as an own property, because the code may be any text, for example `constructor`. */
const hintIn = (hints: Readonly<Record<string, string>>, code: string): string | null =>
  (Object.hasOwn(hints, code) ? hints[code] : null) ?? null;

export const connectionHint = ({ code }: ConnectionError): string | null => hintIn(CONNECTION_HINTS, code);

export const gateHint = ({ retry_after_s }: GateClosed): string =>
  retry_after_s === null ? 'try again later' : `try again in ${waitText(retry_after_s)}`;

export function apiHint(error: ApiError): string | null {
  const known = hintIn(API_HINTS, error.code);
  if (known) return known;
  if (error.status === 401)
    return 'sign in with `aitronos auth login`; `aitronos auth status` shows which token is used';
  if (error.status === 403) return '`aitronos auth status` shows who is asking';
  if (error.status === 404) return 'check the ids, and the organization: `aitronos config get org`';
  if (error.retry_after_s) return `try again in ${waitText(error.retry_after_s)}`;
  return isRetryable(error) ? 'try again later; the same command is safe to repeat' : null;
}
