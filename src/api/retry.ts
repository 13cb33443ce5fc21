import { ApiError, ConnectionError } from './errors.ts';

/** Waits longer than this are not made: the caller is told instead. Milliseconds. */
export const LONGEST_WAIT_MS = 5 * 60_000;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;

const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether the same request may well succeed later. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof ApiError) return RETRYABLE_STATUSES.has(error.status);
  return error instanceof ConnectionError && error.retryable;
}

/**
 * Whether the change may have been made although this attempt brought no word of it: no answer, one that cannot be read,
 * or a gateway's word that the API behind it gave none.
 */
export function mayHaveHappened({
  sent,
  error,
}: {
  readonly sent: boolean;
  readonly error: Error | null;
}): boolean {
  if (error instanceof ApiError) return error.status < 300 || error.status === 502 || error.status === 504;
  return sent && error !== null;
}

/**
 * Milliseconds to wait before the attempt after number `attempt` (1-based), or null when there is none.
 * The server's own time wins and is kept exactly; otherwise 0.5 s doubling to 20 s, with full jitter.
 */
export function nextWait(
  error: unknown,
  attempt: number,
  retries: number,
  random: () => number,
): number | null {
  if (attempt > retries || !isRetryable(error)) return null;
  if (error instanceof ApiError && error.retry_after_s !== null) {
    const asked = error.retry_after_s * 1000;
    return asked > LONGEST_WAIT_MS ? null : asked;
  }
  return random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
}

// Many workers share one limit: a row that is refused for it is not the row that failed. It must end all the same.
const MOST_REFUSALS = 20;

/**
 * The same after a 429 where a gate paces all requests: the gate itself is the wait, and the attempt costs no retry.
 * Null after 20 refusals of one request, or when the server asks for more than five minutes.
 */
export function nextTurn(error: unknown, refusals: number): number | null {
  const asked = error instanceof ApiError ? (error.retry_after_s ?? 0) * 1000 : 0;
  return refusals >= MOST_REFUSALS || asked > LONGEST_WAIT_MS ? null : 0;
}

/**
 * Seconds that an answer asks to wait, or null. `Retry-After` is seconds or a date; a rate limit's reset counts for 429 alone,
 * because other answers carry it as mere information. `now` in milliseconds.
 * https://docs.aitronos.com/docs/documentation/rate-limiting and https://docs.aitronos.com/docs/api-reference/debugging
 */
export function retryAfter(
  status: number,
  headers: Readonly<Record<string, string>>,
  now: number,
): number | null {
  if (!RETRYABLE_STATUSES.has(status)) return null;
  const named = ['retry-after', 'x-ratelimit-retry-after'];
  const resets = ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens', 'x-ratelimit-reset'];
  for (const name of status === 429 ? [...named, ...resets] : named) {
    const wait = secondsFrom(headers[name], now);
    if (wait !== null) return wait;
  }
  return null;
}

/** Reads `12`, `1.5`, a Unix time, an HTTP date or a duration such as `1m30s` as seconds from now, never below 0. */
export function secondsFrom(text: string | undefined, now: number): number | null {
  if (text === undefined || text.trim() === '') return null;
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) {
    const number = Number(value);
    // No wait is thirty years long: a number that large is a moment, not a span.
    return number < 1e9 ? number : Math.max(0, number - now / 1000);
  }
  const span = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/.exec(value);
  if (span) {
    const [hours, minutes, seconds, milliseconds] = span.slice(1).map((part) => Number(part ?? 0));
    return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) + (milliseconds ?? 0) / 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
