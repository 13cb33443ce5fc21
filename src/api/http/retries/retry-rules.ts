import { ApiError } from '../../../errors/api-errors.ts';
import { askedSeconds, isRetryable } from '../../../errors/retryable.ts';
import type { Attempt } from '../request.ts';
import { LONGEST_WAIT_MS } from './retry-after.ts';

/** Shorter waits asked for by a server are replaced by the usual backoff. Milliseconds. */
const SHORTEST_WAIT_MS = 100;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;

/**
 * Whether the change may have been made although this attempt has no readable answer: none came, it could not
 * be read, the server failed, which may have happened after the change, or says that the answer is elsewhere.
 */
export function mayHaveHappened({ sent, error }: Pick<Attempt, 'sent' | 'error'>): boolean {
  if (error instanceof ApiError)
    return error.status < 300 || error.status === SEE_OTHER || error.status >= 500;
  return sent && error !== null;
}

/** The only redirect that answers what was carried out: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.4 */
const SEE_OTHER = 303;

/**
 * Milliseconds to wait after attempt number `attempt` (from 1), or null when there is no further one. A wait
 * that the server asks for is kept exactly; otherwise 0.5 s doubling to 20 s, with full jitter.
 */
export function nextWait(
  error: unknown,
  attempt: number,
  retries: number,
  random: () => number,
): number | null {
  if (attempt > retries || !isRetryable(error)) return null;
  const asked = askedWait(error);
  // A wait of 0 or nearly 0, for example until a time in the past, is replaced by the usual backoff.
  if (asked >= SHORTEST_WAIT_MS) return asked > LONGEST_WAIT_MS ? null : asked;
  return random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
}

/** Milliseconds that the API asked to wait; 0 where it did not. */
const askedWait = (error: unknown): number => (askedSeconds(error) ?? 0) * 1000;

/** True for an error that passes, but after a longer wait than is made. */
export const isTooLongWait = (error: unknown): boolean =>
  isRetryable(error) && askedWait(error) > LONGEST_WAIT_MS;

// All rows share one rate limit, so a 429 says nothing about the row itself. The number is limited so that a run ends.
// See docs/decisions/2026-11-23-429-in-a-run.md.
const MOST_REFUSALS = 20;

/**
 * The same after a 429 where a gate paces all requests: the wait is at the gate, and the attempt costs no
 * retry. Null after 20 rejections of one request, or when the server asks for more than five minutes.
 */
export const nextGateWait = (error: unknown, refusals: number): number | null =>
  refusals >= MOST_REFUSALS || askedWait(error) > LONGEST_WAIT_MS ? null : 0;
