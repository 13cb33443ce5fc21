import type { ToldWindow } from './told-window.ts';

// The documented limits are for a minute. A run would stop where it had to wait for its part of an hour.
const LONGEST_MS = 120_000;

/**
 * When this run may send one more of `limit`, where `runs` share it; -Infinity when nothing holds it back. Of runs on
 * one machine each takes an equal part of a window that is given back at once as fast as it can; of what is the
 * others' part it takes what they left, evenly until the end of the window. A window that slides gives back at any
 * time, and waiting would lose that.
 *
 * An example: 100 a minute, two runs. Each sends 50 at once; the 51st may go after 1.2 s, the 52nd after 2.4 s, and the
 * 100th after 60 s, if the other one has left so many.
 *
 * See docs/decisions/2026-11-26-runs-at-once.md.
 */
export function nextInWindow(
  { from, ends, used, slides }: Pick<ToldWindow, 'from' | 'ends' | 'used' | 'slides'>,
  limit: number,
  { runs, in_flight, now }: { readonly runs: number; readonly in_flight: number; readonly now: number },
): number {
  if (runs === 1 || slides || now >= ends || ends - from > LONGEST_MS) return -Infinity;
  const part = limit / runs;
  const beyond = used + in_flight + 1 - part;
  if (beyond <= 0) return -Infinity;
  return Math.min(ends, from + (beyond / (limit - part)) * (ends - from));
}
