import { hasKnownEnd, type ToldWindow } from './told-window.ts';

/**
 * The pace at which a window is spent. All who wait for it wake at about the same moment, and who woke first would take
 * all of it: so all go at the same pace.
 *
 * Where others were seen in the last three seconds and its end is known, it is due evenly in 16 s, or in 0.7 of its
 * time. All are told the same of what is used: the less that is than what is due, the faster all go, and their paces
 * settle where they add up to that, as with a bucket (fair-share.ts). Where its end is not known, it is spent in 20 s,
 * unless it is short: spent sooner, its end could never be known. Where no others were seen, it takes three seconds, or
 * a quarter of a short window: in these they can be seen.
 *
 * An example: 1,000 a minute, due evenly in 16 s, which is 63 a second. Two runs settle at 31 a second, when an eighth
 * less is used than due. Eight go at a fifth, 13 a second: one whose answers take half a second, with 16 a second at
 * most, keeps up. Later one has no more rows: another that does not see it for three seconds goes on at 333 a second.
 *
 * See docs/decisions/2026-11-26-fair-pacing.md.
 */
export function windowPerMs(window: ToldWindow, limit: number, now: number): number {
  if (!isPaced(window, limit)) return Infinity;
  const isShared = now - window.others_at < SEEN_MS;
  if (isShared && isEven(window)) return evenPerMs(window, limit, now);
  const ms = spentIn(isShared ? SPENT.shared : SPENT.alone, window);
  // The last twentieth goes the slower the less is left, so that few are refused there.
  return (limit / ms) * Math.min(1, (window.remaining + 1) / (limit * LAST));
}

const isEven = (window: ToldWindow): boolean =>
  hasKnownEnd(window) || (!window.slides && window.longest_ms <= SHORT_MS);

const spentIn = ({ most_ms, part }: { most_ms: number; part: number }, { longest_ms }: ToldWindow): number =>
  Math.min(most_ms, part * longest_ms);

function evenPerMs(window: ToldWindow, limit: number, now: number): number {
  const { remaining, over_at, longest_ms } = window;
  const ms = spentIn(SPENT.even, window);
  const due = Math.min(1, (now - over_at + longest_ms) / ms);
  const spare = due - (1 - remaining / limit);
  return (limit / ms) * Math.min(1, Math.max(EVEN.slowest, spare / EVEN.reserve));
}

const SPENT = {
  alone: { most_ms: 3_000, part: 0.25 },
  even: { most_ms: 16_000, part: 0.7 },
  shared: { most_ms: 20_000, part: 0.7 },
};
const SHORT_MS = 20_000;
// Parts of the limit, and of the pace.
const EVEN = { reserve: 0.25, slowest: 0.2 };
// Those who wait for whole seconds wake within less of each other.
const SEEN_MS = 3_000;
const LAST = 0.05;
// The end of a shorter window is hardly known where seconds are rounded up, and an hour's is spent at once: a run does
// not wait for the next one.
const SHORTEST_MS = 4_000;
const LONGEST_MS = 120_000;
// Of a smaller limit even a bucket asks for long waits.
const SMALLEST_LIMIT = 20;

/** True for a window of some seconds up to about a minute. */
export const isPaced = ({ longest_ms }: ToldWindow, limit: number): boolean =>
  limit >= SMALLEST_LIMIT && longest_ms >= SHORTEST_MS && longest_ms <= LONGEST_MS;
