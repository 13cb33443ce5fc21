import { ApiError, ConnectionError } from './api-errors.ts';

/** Failures of a server that no repetition mends: it does not know the method, or the version of HTTP. */
const FOR_GOOD: ReadonlySet<number> = new Set([501, 505]);

/**
 * A server, or a gateway before it (which have codes of their own, such as 520 to 530), failed for now.
 * See docs/decisions/2026-11-26-5xx-is-no-answer.md.
 */
export const isServerTrouble = (status: number): boolean => status >= 500 && !FOR_GOOD.has(status);

/** The same request may be answered otherwise in a while. */
export const isPassing = (status: number): boolean =>
  status === 408 || status === 429 || isServerTrouble(status);

/** Whether the same request may well succeed later. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof ApiError) return isPassing(error.status);
  return error instanceof ConnectionError && error.retryable;
}
