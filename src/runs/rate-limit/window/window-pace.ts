import type { ToldWindow } from './told-window.ts';

/**
 * The pace at which a window of about a minute is spent. All who wait for it wake at about the same moment, and who
 * woke first would take all of it: so all go at the same pace. It spends the window in 20 s where others were seen in
 * the last three seconds, or else in three, in which others can be seen. The last twentieth goes the slower the less
 * is left, so that few are refused there.
 *
 * An example: two runs share 100 a minute. When one wakes half a second before the other, both go at 5 a second, since
 * they saw each other in the last window; after ten seconds one has used 51 and the other 49. Later one has no more
 * rows: the other does not see it for three seconds, and goes on at 33 a second.
 *
 * See docs/decisions/2026-11-26-fair-pacing.md.
 */
export function windowPerMs(window: ToldWindow, limit: number, now: number): number {
  if (!isPaced(window, limit)) return Infinity;
  const ms = now - window.others_at < SEEN_MS ? SPENT_MS.shared : SPENT_MS.alone;
  return (limit / ms) * Math.min(1, (window.remaining + 1) / (limit * LAST));
}

const SPENT_MS = { alone: 3_000, shared: 20_000 };
// Those who wait for whole seconds wake within less of each other.
const SEEN_MS = 3_000;
const LAST = 0.05;
// The documented limits are for a minute. A shorter window would not be spent before it ends, and an hour's is spent
// at once: a run does not wait for the next one.
const SHORTEST_MS = 20_000;
const LONGEST_MS = 120_000;
// Of a smaller limit even a bucket asks for long waits.
const SMALLEST_LIMIT = 20;

/** True for a window of about a minute. */
export const isPaced = ({ longest_ms }: ToldWindow, limit: number): boolean =>
  limit >= SMALLEST_LIMIT && longest_ms >= SHORTEST_MS && longest_ms <= LONGEST_MS;
