import { waitText } from '../text/durations.ts';
import { cureFor, isApiCode } from './api-cures.ts';
import { type AitronosError, ApiError, type ConnectionError, type GateClosed } from './api-errors.ts';
import { openFilesCure } from './cli-errors.ts';
import { CONNECTION_HINTS, DOCTOR } from './connection-hints.ts';
import { isRetryable, isUncoded } from './retryable.ts';

export const connectionHint = ({ code, cause }: ConnectionError): string =>
  openFilesCure(cause) ?? CONNECTION_HINTS[code] ?? (cause instanceof ApiError ? renewalHint(cause) : DOCTOR);

/** The hint for a token that was not renewed, by the answer to that. */
function renewalHint(cause: ApiError): string {
  if (cause.retry_after_s) return tryAgainIn(cause.retry_after_s);
  if (cause.status < 400 || cause.status >= 500) return DOCTOR;
  return isUncoded(cause) ? NOT_THE_API : STILL_SIGNED_IN;
}

const tryAgainIn = (seconds: number): string => `try again in ${waitText(seconds)}`;

const STILL_SIGNED_IN = 'you are still signed in; if it persists, `aitronos auth login`';
const NOT_THE_API = `something in front of the API may have answered: ${DOCTOR}; if it persists, \`aitronos auth login\``;
const OTHER = 'something other than the API may answer; `aitronos config list` shows which address is used';

const WHO_MAY_READ = '`aitronos auth status` shows who is asking: another token may read the whole list';

/** The hint for an error that is neither a refusal nor a lost connection. */
export function libraryHint({ code, message }: AitronosError): string {
  if (code === 'LIST_CHANGED') return 'try again when fewer people are changing it';
  return /\d of (?:more|\d+ rows?)|that there are more/.test(message) ? WHO_MAY_READ : OTHER;
}

export const gateHint = ({ retry_after_s }: GateClosed): string =>
  retry_after_s === null ? 'try again later' : tryAgainIn(retry_after_s);

/** The next step after a refusal of the API: its cure, or when to try again. */
export function apiHint(error: ApiError): string | null {
  const { step } = cureFor(error);
  if (step !== null) return step;
  if (error.retry_after_s) return tryAgainIn(error.retry_after_s);
  return isRetryable(error) ? 'try again later; the same command is safe to repeat' : null;
}

/** The step of signing in, in the hint of an error. */
const SIGN_IN = /sign in(?: again)?(?: with|:) `(aitronos auth login[^`]*)`/;

/**
 * What mends the credential that a variable brings: it wins over what signing in would store. `signIn`: the command for
 * where it is unset.
 */
export function goodToken(variable: string, signIn: string): string {
  const what = variable === 'AITRONOS_API_KEY' ? 'key' : 'token';
  return `put a good ${what} into ${variable}, or unset it and sign in: \`${signIn}\``;
}

/** The hint of a refused credential where a variable brought it: signing in alone would change nothing. */
export const cureByVariable = (hint: string, variable: string): string =>
  hint.includes('unset it and sign in')
    ? hint
    : hint
        .replace(', or set AITRONOS_ACCESS_TOKEN', '')
        .replace(SIGN_IN, (_, signIn: string) => goodToken(variable, signIn));

/**
 * The hint for an answer without the API's own code where the address of the API has a path: most likely that path is
 * one too many, and nothing of the API is there. Null for all others.
 */
export function addressPathHint(
  { code, status }: { readonly code: string; readonly status: number | null },
  addressOf: () => string | null,
): string | null {
  if ((status !== 404 && status !== 405) || isApiCode(code)) return null;
  const address = addressOf();
  if (address === null) return null;
  const { origin, pathname } = new URL(address);
  if (pathname === '/') return null;
  return `is ${pathname} in the address one too many? Leave it out: --api-url ${origin}; \`aitronos config list\` shows where it comes from`;
}
