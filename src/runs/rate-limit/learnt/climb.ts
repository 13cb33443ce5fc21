/**
 * A pace that rises with time until the next refusal. After a refusal at a known pace it goes quickly back to where it
 * was and slowly near there, as CUBIC does (RFC 9438); beyond, it doubles every two seconds, so that a run that had
 * little soon has what others leave. It rises with time and not with successes, so that a run that has little is not
 * kept down by having little.
 *
 * An example: refused at 20 a second, it starts at 16, and is back at 20 after 8 s:
 *
 *    0 s 16.0   2 s 18.3   4 s 19.5   6 s 19.9   8 s 20.0   9 s 28.3   10 s 40.0   12 s 80.0
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

const DOUBLED_MS = { guess: 1_000, beyond: 2_000 };
const MOST_DOUBLINGS = 20;

/** One that begins at a known pace, and doubles at once. */
export const climbFrom = (per_ms: number, now: number): Climb => ({
  from: per_ms,
  to: per_ms,
  isGuess: false,
  since: now,
  back_ms: 0,
});

/** The pace at `now`, in requests a millisecond. */
export function climbedTo({ from, to, isGuess, since, back_ms }: Climb, now: number): number {
  const ms = Math.max(0, now - since);
  if (isGuess) return doubled(from, ms / DOUBLED_MS.guess);
  if (ms >= back_ms) return doubled(to, (ms - back_ms) / DOUBLED_MS.beyond);
  return to + (to - from) * (ms / back_ms - 1) ** 3;
}

const doubled = (per_ms: number, times: number): number => per_ms * 2 ** Math.min(MOST_DOUBLINGS, times);
