import { secondsFrom } from '../../api/http/retry-after.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';

/** What an answer says of the API's rate limit. */
export interface ToldLimit {
  /** Requests that the API would let through before the reset. */
  readonly remaining: number;
  /** Requests in a full budget. */
  readonly limit: number;
  /** Milliseconds until the budget is full again. */
  readonly reset_ms: number;
}

const FAMILIES = ['-requests', ''].map((family) => ({
  remaining: `x-ratelimit-remaining${family}`,
  limit: `x-ratelimit-limit${family}`,
  reset: `x-ratelimit-reset${family}`,
}));

/**
 * Of the two families of headers the one that leaves less; null where neither is told. "tokens" are not requests,
 * so they do not count. `wall`: ms since 1970, against which moments are held.
 * https://docs.aitronos.com/docs/documentation/rate-limiting
 */
export function readLimit(headers: AnswerHead['headers'], wall: number): ToldLimit | null {
  let lowest: ToldLimit | null = null;
  for (const names of FAMILIES) {
    const said = headers[names.remaining];
    const remaining = said === undefined ? Number.NaN : Number.parseInt(said, 10);
    if (Number.isNaN(remaining)) continue;
    const reset_s = secondsFrom(headers[names.reset], headers, wall);
    if (reset_s === null || (lowest && lowest.remaining <= remaining)) continue;
    const limit = Number.parseInt(headers[names.limit] ?? '', 10) || remaining;
    // Whole seconds may be rounded down to none.
    lowest = { remaining, limit, reset_ms: reset_s * 1000 || 1000 };
  }
  return lowest;
}
