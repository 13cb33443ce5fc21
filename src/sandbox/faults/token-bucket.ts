import type { Rate } from '../../validation/numbers.ts';

/** A rate that allows bursts; `burst` is the capacity of the bucket. */
export interface BucketRate extends Rate {
  readonly burst?: number;
}

export interface Bucket {
  /** Takes a token at the time `now` (ms since 1970), or answers in how many milliseconds there will be one. */
  take(now: number): { readonly taken: boolean; readonly wait_ms: number };
  /**
   * Both families of rate-limit headers that the API's pages name, for an answer given at `now`.
   * https://docs.aitronos.com/docs/api-reference/debugging
   * https://docs.aitronos.com/docs/documentation/rate-limiting
   */
  headers(now: number): Record<string, string>;
}

/**
 * A token bucket, full at the start and refilled continuously, that holds a fifth more than the rate unless told
 * otherwise, as the API's standard plan does (100 a minute, burst 120).
 * https://docs.aitronos.com/docs/documentation/rate-limiting
 */
export function tokenBucket({ count, per_ms, burst = Math.ceil((count * 12) / 10) }: BucketRate): Bucket {
  // Counted in credit (a token costs per_ms of it, a millisecond brings count), so that whole milliseconds stay exact.
  const full = burst * per_ms;
  let credit = full;
  let last: number | undefined;

  const refill = (now: number) => {
    credit = Math.min(full, credit + Math.max(0, now - (last ?? now)) * count);
    last = now;
  };

  return {
    take: (now) => {
      refill(now);
      if (credit < per_ms) return { taken: false, wait_ms: (per_ms - credit) / count };
      credit -= per_ms;
      return { taken: true, wait_ms: 0 };
    },
    headers: (now) => {
      refill(now);
      // Our choice: "limit" is the rate's number, "reset" the seconds until the bucket is full again, rounded up.
      const until_full_ms = (full - credit) / count;
      const remaining = String(Math.floor(credit / per_ms));
      return {
        'x-ratelimit-limit-requests': String(count),
        'x-ratelimit-remaining-requests': remaining,
        'x-ratelimit-reset-requests': String(Math.ceil(until_full_ms / 1_000)),
        'X-RateLimit-Limit': String(count),
        'X-RateLimit-Remaining': remaining,
        'X-RateLimit-Reset': String(Math.ceil((now + until_full_ms) / 1_000)),
      };
    },
  };
}
