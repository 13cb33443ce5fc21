/**
 * The starts of a run that sends at a pace: one after the other, each a quarter earlier or later than even, so that
 * two runs with the same pace do not keep step, where always the same one would be refused.
 *
 * An example at 10 a second, where even starts are 100 ms apart: 75, 106, 87, 118, 99 ... ms.
 */
export interface Spacing {
  /** When the last start was due, in ms of the monotonic clock. */
  readonly last: number;
  readonly starts: number;
}

/** No pace is so slow that a run would look dead. */
export const SLOWEST_PER_MS = 1 / 20_000;
// What the timers are late, up to this, is made up for by the next start.
const LATE_MS = 20;
const UNEVEN = 0.5;
// Multiples of it fill the time from 0 to 1 evenly, in no order.
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export const createSpacing = (): Spacing => ({ last: -Infinity, starts: 0 });

/** When the next start is due at a pace of `per_ms` requests a millisecond; -Infinity when nothing is held back. */
export function nextDue({ last, starts }: Spacing, per_ms: number): number {
  if (per_ms === Infinity) return -Infinity;
  return last + (1 - UNEVEN / 2 + UNEVEN * ((starts * GOLDEN) % 1)) / per_ms;
}

/** Counts a start at `now`. */
export function spaceOut(spacing: Spacing, per_ms: number, now: number): Spacing {
  if (per_ms === Infinity) return spacing;
  return { last: Math.max(nextDue(spacing, per_ms), now - LATE_MS), starts: spacing.starts + 1 };
}
