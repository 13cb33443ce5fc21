/** A limit that requests share. Times in ms since the beginning. */
export interface LimitedServer {
  /** Requests a millisecond in the long run; Infinity where there is no limit. */
  readonly per_ms: number;
  /** What its headers call the limit; 0 where there is none. */
  readonly limit: number;
  /** When it lets one more request through: `now` or later. */
  next(now: number): number;
  /** Lets one through at `now`. */
  take(now: number): void;
  /** How many it would let through at `now`. */
  remaining(now: number): number;
  /** Milliseconds until nothing is used up any more. */
  resetIn(now: number): number;
  /** Milliseconds for which it holds back what it has just let through. */
  hold(): number;
}

// The sums of tokens are not exact.
const HARDLY = 1e-9;

/** A bucket that is full at the start and refilled evenly; `limit` is what its headers say. */
export function tokenBucket(
  per_ms: number,
  burst: number,
  limit = Math.round(per_ms * 60_000),
): LimitedServer {
  let tokens = burst;
  let last = 0;
  const tokensAt = (now: number) => {
    tokens = Math.min(burst, tokens + (now - last) * per_ms);
    last = now;
    return tokens;
  };
  return {
    per_ms,
    limit,
    next: (now) => now + Math.max(0, 1 - HARDLY - tokensAt(now)) / per_ms,
    take: (now) => {
      tokens = tokensAt(now) - 1;
    },
    remaining: (now) => Math.floor(tokensAt(now) + HARDLY),
    resetIn: (now) => (burst - tokensAt(now)) / per_ms,
    hold: () => 0,
  };
}

/** `limit` in each window of `window_ms`; the first one has begun before the start. */
export function fixedWindow(limit: number, window_ms: number): LimitedServer {
  const begun_ms = 0.37 * window_ms;
  let window = -1;
  let used = 0;
  const usedAt = (now: number) => {
    const current = Math.floor((now + begun_ms) / window_ms);
    if (current > window) [window, used] = [current, 0];
    return used;
  };
  const endOf = (now: number) => (Math.floor((now + begun_ms) / window_ms) + 1) * window_ms - begun_ms;
  return {
    per_ms: limit / window_ms,
    limit,
    next: (now) => (usedAt(now) < limit ? now : endOf(now)),
    take: (now) => {
      used = usedAt(now) + 1;
    },
    remaining: (now) => limit - usedAt(now),
    resetIn: (now) => endOf(now) - now,
    hold: () => 0,
  };
}

/** Never more than `limit` in any span of `window_ms`. */
export function slidingWindow(limit: number, window_ms: number): LimitedServer {
  const taken: number[] = [];
  let first = 0;
  const usedAt = (now: number) => {
    while (first < taken.length && (taken[first] ?? 0) <= now - window_ms) first += 1;
    return taken.length - first;
  };
  return {
    per_ms: limit / window_ms,
    limit,
    next: (now) => (usedAt(now) < limit ? now : (taken[first] ?? 0) + window_ms),
    take: (now) => {
      taken.push(now);
    },
    remaining: (now) => limit - usedAt(now),
    resetIn: (now) => (usedAt(now) > 0 ? (taken.at(-1) ?? 0) + window_ms - now : 0),
    hold: () => 0,
  };
}

/**
 * The `limit_req` of nginx: at most `burst` requests are ahead of the rate; they are held back until they are due, or
 * by its option `nodelay` let through at once.
 * https://nginx.org/en/docs/http/ngx_http_limit_req_module.html
 */
export function leakyBucket(per_ms: number, burst: number, option?: 'nodelay'): LimitedServer {
  let excess = -1;
  let last = 0;
  const excessAt = (now: number) => Math.max(-1, excess - (now - last) * per_ms);
  return {
    per_ms,
    limit: Math.round(per_ms * 60_000),
    next: (now) => now + Math.max(0, excessAt(now) + 1 - burst - HARDLY) / per_ms,
    take: (now) => {
      excess = Math.max(0, excessAt(now) + 1);
      last = now;
    },
    remaining: (now) => Math.max(0, Math.floor(burst - excessAt(now) + HARDLY)),
    resetIn: (now) => (excessAt(now) + 1) / per_ms,
    hold: () => (option === 'nodelay' ? 0 : excess / per_ms),
  };
}

export const noLimit = (): LimitedServer => ({
  per_ms: Infinity,
  limit: 0,
  next: (now) => now,
  take: () => {},
  remaining: () => 0,
  resetIn: () => 0,
  hold: () => 0,
});
