/**
 * The limit of requests in flight at once: halved after a refusal and by every third missing answer in a row, raised by
 * one after each round of successes (additive increase, multiplicative decrease, as in TCP).
 */
export interface Concurrency {
  /** The maximum, from `--concurrency`. */
  readonly most: number;
  /** The current limit: from 1 to `most`. */
  readonly limit: number;
  readonly in_flight: number;
  /** Successes since the last change of the limit. */
  readonly successes: number;
}

/** `most`: the maximum of requests at once, from 1. */
export const createConcurrency = (most: number): Concurrency => ({
  most,
  limit: most,
  in_flight: 0,
  successes: 0,
});

export const isFull = ({ in_flight, limit }: Concurrency): boolean => in_flight >= limit;

/** Counts a started request. */
export const addRequest = ({ most, limit, in_flight, successes }: Concurrency): Concurrency => ({
  most,
  limit,
  in_flight: in_flight + 1,
  successes,
});

/** Counts a finished request whose answer is no evidence about the limit. */
export const removeRequest = ({ most, limit, in_flight, successes }: Concurrency): Concurrency => ({
  most,
  limit,
  in_flight: in_flight - 1,
  successes,
});

/** Counts a success: as many successes as the limit are a round, and a round raises the limit by one. */
export function countSuccess({ most, limit, in_flight, successes }: Concurrency): Concurrency {
  if (successes + 1 < limit) return { most, limit, in_flight, successes: successes + 1 };
  return { most, limit: Math.min(most, limit + 1), in_flight, successes: 0 };
}

/** Halves the limit after a refusal, to one at least; a new round begins. */
export const halveLimit = ({ most, limit, in_flight }: Concurrency): Concurrency => ({
  most,
  limit: Math.max(1, Math.floor(limit / 2)),
  in_flight,
  successes: 0,
});

/**
 * Halves the limit after every third of so many missing answers in a row: a server that works on all requests in turn
 * may answer fewer at once in time. What is lost by chance hardly ever is three in a row.
 */
export const countUnheard = (before: Concurrency, unanswered: number): Concurrency =>
  unanswered % 3 === 0 ? halveLimit(before) : before;
