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
 *
 * In a new window all who share it begin within a second, and the first of them could spend it all. So each begins
 * slowly, doubles every second up to a pace that slow connections reach as well, and goes beyond it later:
 *
 *    0 s 2   1 s 4   2 s 8   3 s 16   4 s 32   5 s 64   6 s 100   10 s 100   12 s 200   14 s 400
 */
export interface Climb {
  /** Requests a millisecond at its start. */
  readonly from: number;
  /** The pace that it quickly comes back to. */
  readonly to: number;
  readonly kind: 'known' | 'guess' | 'window';
  readonly since: number;
  /** How long it takes back to `to`, in ms. */
  readonly back_ms: number;
}

const DOUBLED_MS = { guess: 1_000, beyond: 2_000 };
const MOST_DOUBLINGS = 20;
const WINDOW = { from: 2 / 1_000, to: 100 / 1_000, back_ms: 10_000 };

/** The pace at `now`, in requests a millisecond. */
export function climbedTo({ from, to, kind, since, back_ms }: Climb, now: number): number {
  const ms = Math.max(0, now - since);
  const twice = doubled(from, ms / DOUBLED_MS.guess);
  if (kind === 'guess') return twice;
  if (ms > back_ms) return doubled(to, (ms - back_ms) / DOUBLED_MS.beyond);
  if (kind === 'window') return Math.min(to, twice);
  return to + (to - from) * (ms / back_ms - 1) ** 3;
}

/** The climb of a window that begins at `now`. */
export const climbInWindow = (now: number): Climb => ({ ...WINDOW, kind: 'window', since: now });

const doubled = (per_ms: number, times: number): number => per_ms * 2 ** Math.min(MOST_DOUBLINGS, times);
