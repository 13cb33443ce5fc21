/**
 * How many requests may be in flight at once: half as many after a refusal, one more after each round of successes
 * (additive increase, multiplicative decrease), as TCP does.
 */
export interface Concurrency {
  /** `--concurrency`: never more than this. */
  readonly most: number;
  /** How many may be in flight now: from 1 to `most`. */
  readonly limit: number;
  readonly in_flight: number;
  /** Successes since the limit last changed. */
  readonly successes: number;
}

/** `most`: requests at once, from 1. */
export const createConcurrency = (most: number): Concurrency => ({
  most,
  limit: most,
  in_flight: 0,
  successes: 0,
});

export const isFull = ({ in_flight, limit }: Concurrency): boolean => in_flight >= limit;

/** One more is in flight. */
export const addRequest = ({ most, limit, in_flight, successes }: Concurrency): Concurrency => ({
  most,
  limit,
  in_flight: in_flight + 1,
  successes,
});

/** One fewer is in flight, and its answer says nothing of the limit. */
export const removeRequest = ({ most, limit, in_flight, successes }: Concurrency): Concurrency => ({
  most,
  limit,
  in_flight: in_flight - 1,
  successes,
});

/** After a success: as many as the limit make a round, and a round raises the limit by one. */
export function countSuccess({ most, limit, in_flight, successes }: Concurrency): Concurrency {
  if (successes + 1 < limit) return { most, limit, in_flight, successes: successes + 1 };
  return { most, limit: Math.min(most, limit + 1), in_flight, successes: 0 };
}

/** After a refusal: half as many, one at least, and the round begins anew. */
export const halveLimit = ({ most, limit, in_flight }: Concurrency): Concurrency => ({
  most,
  limit: Math.max(1, Math.floor(limit / 2)),
  in_flight,
  successes: 0,
});
