import type { Heard } from '../bucket-proof.ts';
import type { LimitFigures } from '../limit-headers.ts';

/**
 * What this run used of a window that is given back at once. Of runs on one machine each takes an equal part as fast
 * as it can, and waits until half of the window is over; what the others have left by then is taken evenly until its
 * end.
 *
 * An example: 100 a minute, two runs. Each sends 50 at once; the 51st may go after 30.6 s, the 52nd after 31.2 s, and
 * the 100th after 60 s, if the other one has left so many.
 *
 * See docs/decisions/2026-11-26-runs-at-once.md.
 */
export interface WindowShare {
  readonly from: number;
  readonly ends: number;
  /** Requests of this run that were accepted in it. */
  readonly used: number;
}

// The documented limits are for a minute. A run would stop where it had to wait for its part of an hour.
const LONGEST_MS = 120_000;

/** Takes in the figures of an answer. */
export function hearWindow(
  before: WindowShare | null,
  { reset_ms, vague_ms }: LimitFigures,
  { accepted, now }: Heard,
): WindowShare {
  const used = accepted ? 1 : 0;
  // A reset that is rounded up would count the first requests of the next window to this one.
  if (before === null || now >= before.ends) return { from: now, ends: now + reset_ms - vague_ms, used };
  return { from: before.from, ends: before.ends, used: before.used + used };
}

/** When this run may send one more of a window of `limit`, where `runs` share it; -Infinity when nothing holds it back. */
export function nextInWindow(
  { from, ends, used }: WindowShare,
  limit: number,
  { runs, in_flight, now }: { readonly runs: number; readonly in_flight: number; readonly now: number },
): number {
  if (runs === 1 || now >= ends || ends - from > LONGEST_MS) return -Infinity;
  const part = limit / runs;
  const beyond = used + in_flight + 1 - part;
  if (beyond <= 0) return -Infinity;
  const half = (from + ends) / 2;
  return Math.min(ends, half + (beyond / (limit - part)) * (ends - half));
}
