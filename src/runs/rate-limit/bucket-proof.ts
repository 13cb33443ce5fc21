import type { LimitFigures } from './limit-headers.ts';

/**
 * Tells a bucket, which is refilled all the time, from a window, which is given back at its reset: as soon as more was
 * accepted before the reset than was left, it is no window. Others who use the limit up make the proof later, never
 * wrong.
 *
 * An example: 2 left, reset in 40 s, one more in flight. A window lets three more through at most: the two, and the
 * one in flight, whose answer may have been overtaken. The fourth success within the next 39 s proves a bucket.
 * (A reset in whole seconds may be rounded up by one.)
 */
export interface BucketProof {
  readonly isProven: boolean;
  /** How many more a window would accept before `until`, at most. */
  readonly allowed: number;
  readonly until: number;
}

/** An answer: whether the request was accepted, and how many are still in flight. */
export interface Heard {
  readonly accepted: boolean;
  readonly in_flight: number;
  readonly now: number;
}

export const noProof: BucketProof = { isProven: false, allowed: 0, until: -Infinity };

/** Takes in the figures of an answer. */
export function proveBucket(
  before: BucketProof,
  { remaining, reset_ms, vague_ms }: LimitFigures,
  { accepted, in_flight, now }: Heard,
): BucketProof {
  if (before.isProven) return before;
  const allowed = before.allowed - (accepted ? 1 : 0);
  const isOver = now >= before.until;
  if (!isOver && allowed < 0) return { ...before, isProven: true };
  const bound = { isProven: false, allowed: remaining + in_flight, until: now + reset_ms - vague_ms };
  return isOver || bound.allowed < allowed ? bound : { ...before, allowed };
}
