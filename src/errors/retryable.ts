import { ApiError, ConnectionError } from './api-errors.ts';

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
