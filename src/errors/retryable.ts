import { ApiError, ConnectionError, GateClosed } from './api-errors.ts';

/** Server errors that a retry does not change: unsupported method, unsupported HTTP version. */
const PERMANENT: ReadonlySet<number> = new Set([501, 505]);

/**
 * True when a server or gateway failed temporarily. Gateways use own codes such as 520 to 530.
 * See docs/decisions/2026-11-26-5xx-is-no-answer.md.
 */
export const isServerTrouble = (status: number): boolean => status >= 500 && !PERMANENT.has(status);

/** True for a status that may change when the request is sent again later. */
export const isPassing = (status: number): boolean =>
  status === 408 || status === 429 || isServerTrouble(status);

/** True for an error that a later retry may avoid. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof ApiError) return isPassing(error.status);
  return error instanceof ConnectionError && error.retryable;
}

/** Seconds to wait, as the API asked, also where it refused a new token with them; null where it did not. */
export function askedSeconds(error: unknown): number | null {
  const refusal = error instanceof ConnectionError ? error.cause : error;
  return refusal instanceof ApiError || refusal instanceof GateClosed ? refusal.retry_after_s : null;
}

/** True for a refusal without a code, as of a gateway before the API: it says nothing of what was asked. */
export const isUncoded = ({ code, status }: ApiError): boolean => code === `HTTP_${status}`;

/** True where the API rejected the refresh token itself: not a right, an address or a field, which may pass. */
export const isRefusedRenewal = (error: unknown): error is ApiError =>
  isLastingRefusal(error) &&
  (error.status === 401 || ([400, 403, 422].includes(error.status) && OF_SIGN_IN.test(error.code)));

/** A `GRANT` alone may be that of a right. */
const OF_SIGN_IN = /TOKEN|SESSION|CREDENTIAL|INVALID_GRANT/;

/** True where the API refused in its own words to renew a token: every other request would be told the same. */
export const isUnrenewable = (error: unknown): boolean =>
  error instanceof ConnectionError && isLastingRefusal(error.cause);

/** True for a no of the API itself, which does not pass. */
export const isLastingRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.status >= 400 &&
  error.status < 500 &&
  !isPassing(error.status) &&
  !isUncoded(error);

/** True where the API answers that the organization has no such user; a 401 says so of the signed-in one. */
export const isNoSuchUser = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404 && error.code === 'USER_NOT_FOUND';
