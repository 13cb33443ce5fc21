/**
 * A pace that rises with time until the next refusal. After a refusal at a known pace it goes quickly back to where it
 * was, slowly around there, and then faster and faster beyond, as CUBIC does (RFC 9438). It rises with time and not
 * with successes, so that a run that has little is not kept down by having little.
 *
 * An example: refused at 20 a second, it starts at 16, and is back at 20 after 8 s:
 *
 *    0 s 16.0   2 s 18.3   4 s 19.5   6 s 19.9   8 s 20.0   10 s 20.9   12 s 23.5   16 s 34.0
 *
 * A guess doubles every second instead: 3, 6, 12, 24 ... a second.
 */
export interface Climb {
  /** Requests a millisecond at its start. */
  readonly from: number;
  /** The pace that it quickly comes back to. */
  readonly to: number;
  readonly isGuess: boolean;
  readonly since: number;
  /** How long it takes back to `to`, in ms. */
  readonly back_ms: number;
}

const BEYOND = 0.7;
const FURTHEST = 8;
const DOUBLED_MS = 1_000;
const MOST_DOUBLINGS = 20;

/** The pace at `now`, in requests a millisecond. */
export function climbedTo({ from, to, isGuess, since, back_ms }: Climb, now: number): number {
  const ms = Math.max(0, now - since);
  if (isGuess) return from * 2 ** Math.min(MOST_DOUBLINGS, ms / DOUBLED_MS);
  const beyond = Math.min(FURTHEST, ms / back_ms - 1);
  return beyond < 0 ? to + (to - from) * beyond ** 3 : to * (1 + BEYOND * beyond ** 2);
}
