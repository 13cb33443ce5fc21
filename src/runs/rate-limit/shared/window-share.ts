import type { Heard } from '../bucket-proof.ts';
import type { LimitFigures } from '../limit-headers.ts';

/**
 * What this run used of a window that is given back at once. Of runs on one machine each takes an equal part as fast
 * as it can; of what is the others' part it takes what they left, evenly until the end of the window.
 *
 * An example: 100 a minute, two runs. Each sends 50 at once; the 51st may go after 1.2 s, the 52nd after 2.4 s, and the
 * 100th after 60 s, if the other one has left so many.
 *
 * See docs/decisions/2026-11-26-runs-at-once.md.
 */
export interface WindowShare {
  readonly from: number;
  readonly ends: number;
  /** Requests of this run that were accepted in it. */
  readonly used: number;
  /** True once its end moved on: a window that slides gives back at any time, and waiting would lose that. */
  readonly slides: boolean;
}

// The documented limits are for a minute. A run would stop where it had to wait for its part of an hour.
const LONGEST_MS = 120_000;
// Seconds that are rounded up move the end of a fixed window by less than one.
const MOVED_MS = 1_100;

/** Takes in the figures of an answer. */
export function hearWindow(
  before: WindowShare | null,
  { reset_ms, vague_ms }: LimitFigures,
  { accepted, now }: Heard,
): WindowShare {
  const used = accepted ? 1 : 0;
  // A reset that is rounded up would count the first requests of the next window to this one.
  const told = now + reset_ms - vague_ms;
  if (before === null || now >= before.ends) {
    return { from: now, ends: told, used, slides: before?.slides ?? false };
  }
  const { from, ends } = before;
  return { from, ends, used: before.used + used, slides: before.slides || told > ends + MOVED_MS };
}

/** When this run may send one more of `limit`, where `runs` share it; -Infinity when nothing holds it back. */
export function nextInWindow(
  { from, ends, used, slides }: WindowShare,
  limit: number,
  { runs, in_flight, now }: { readonly runs: number; readonly in_flight: number; readonly now: number },
): number {
  if (runs === 1 || slides || now >= ends || ends - from > LONGEST_MS) return -Infinity;
  const part = limit / runs;
  const beyond = used + in_flight + 1 - part;
  if (beyond <= 0) return -Infinity;
  return Math.min(ends, from + (beyond / (limit - part)) * (ends - from));
}
