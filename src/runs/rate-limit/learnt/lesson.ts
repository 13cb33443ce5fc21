import { SLOWEST_PER_MS } from '../spacing.ts';
import type { Climb } from './climb.ts';

// Fewer successes make the first pace a mere guess: what others left over, or what the limit had in store.
const FEW = 100;
// A lesson costs 10 to 30 % of the pace: more after many successes, so that a run that takes much gives much.
const CUT = { least: 0.1, most: 0.3, per_root: 0.03 };
const CUT_AFTER_GUESS = 0.15;
const CUT_AFTER_REFUSAL = 0.25;
const OF_GUESS = 0.75;
const OF_GOT = 0.8;

/** What a run knows when it is refused. */
export interface Experience {
  /** Null while nothing is held back. */
  readonly climb: Climb | null;
  /** The number of lessons so far. A refusal is one, unless the request was in flight at the last one. */
  readonly lessons: number;
  /** When the last lesson was, or the first start, and how many were accepted since. */
  readonly since: number | null;
  readonly accepted: number;
  /** Lessons without a success between them. */
  readonly refusals: number;
  /** How many were accepted before them, and since when. */
  readonly got: number;
  readonly got_since: number;
}

type Learnt = Omit<Climb, 'since' | 'back_ms'>;

/** What a refusal at `per_ms` teaches, after which the run pauses for `pause_ms`. */
export function lesson(pace: Experience, per_ms: number, pause_ms: number, now: number): Learnt {
  const { climb, lessons, since, accepted, refusals } = pace;
  const ms = Math.max(1, now - (since ?? now));
  if (climb === null) return measured(accepted, ms + pause_ms, pause_ms);
  if (refusals > 0) return climb.isGuess ? climb : afterAnother(climb, pace, now);
  if (climb.isGuess) return below(per_ms * OF_GUESS, CUT_AFTER_GUESS);
  // The first pace holds what the limit had in store at the start: what came after that is the limit.
  if (lessons === 1) return measured(accepted, ms, pause_ms);
  const cut = Math.min(CUT.most, Math.max(CUT.least, CUT.per_root * Math.sqrt(accepted)));
  // Where far less got through than was sent for, the limit is between the two.
  const between = Math.sqrt((per_ms * (accepted + 1)) / ms);
  return below(Math.min(per_ms, between / (1 - cut)), cut);
}

/**
 * One refusal after another costs a quarter, unless that is less than four fifths of what got through from the last
 * ones until now: a short window refuses until its end, and lets as much through after it.
 */
function afterAnother(climb: Climb, { got, got_since }: Experience, now: number): Learnt {
  const got_per_ms = got / Math.max(1, now - got_since);
  const isEnough = climb.from * (1 - CUT_AFTER_REFUSAL) < OF_GOT * got_per_ms;
  return isEnough ? climb : below(climb.from, CUT_AFTER_REFUSAL);
}

/** A pace measured by successes in so many ms. */
function measured(accepted: number, ms: number, pause_ms: number): Learnt {
  const isGuess = accepted < FEW;
  const per_ms = accepted / ms;
  const from = isGuess ? Math.max(1 / pause_ms, per_ms) : per_ms;
  return { from, to: from, isGuess };
}

const below = (to: number, cut: number): Learnt => ({
  from: Math.max(SLOWEST_PER_MS, to * (1 - cut)),
  to: Math.max(SLOWEST_PER_MS, to),
  isGuess: false,
});
