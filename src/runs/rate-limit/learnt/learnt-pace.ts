import { LONG_WAIT_MS } from '../pauses.ts';
import { SLOWEST_PER_MS } from '../spacing.ts';
import { type Climb, climbedTo, climbFrom } from './climb.ts';

/**
 * The pace where the API tells no figures, or a limit of a second: learnt from refusals. Until the first one nothing is
 * held back.
 *
 * An example, which test/runs/learnt-pace.test.ts walks through: nginx lets 20 a second through and tells nothing,
 * `limit_req rate=20r/s burst=2`, and eight are sent at once.
 *
 *    0.03 s  Three were accepted when the first refusal comes; the other refusals were on their way together with it,
 *            so they are the same lesson. Three in the 1.03 s until the next try are a guess of 2.9 a second, which
 *            doubles every second.
 *    4.30 s  Refused at 27.1 a second. Doubling has gone too far: three quarters of it, 20.3, are taken for the
 *            limit. The pace starts at 15 % less, is back at 20.3 after 10 s, and goes on beyond.
 *   15.53 s  Refused at 22.5 a second, after 201 successes. The pace starts at 30 % less.
 *   21.09 s  Refused at 21.5 a second. The pace has proven itself, so the run waits for three of its intervals, 0.14 s,
 *            and not for a whole second.
 *
 * With two runs, the one that sends twice as much is refused twice as often, and loses more by each lesson: both
 * come to the same pace.
 */
export interface LearntPace {
  /** Null while nothing is held back. */
  readonly climb: Climb | null;
  /** The number of lessons so far. A refusal is one, unless the request was in flight at the last one. */
  readonly lessons: number;
  /** When the last lesson was, or the first start, and how many were accepted since. */
  readonly since: number | null;
  readonly accepted: number;
  /** How many were in flight at the last lesson and are not back: they teach nothing. */
  readonly outstanding: number;
  /** Lessons without a success between them, and when the first of them was. */
  readonly refusals: number;
  readonly refused_at: number;
  /** True where the last lesson asked for a wait that ends a window. */
  readonly asked_long: boolean;
  /** The most that a limit of a second lets, where the API tells one, in requests a millisecond. */
  readonly most_per_ms: number;
}

// Fewer successes make the first pace a mere guess: what others left over, or what the limit had in store.
const FEW = 100;
/** After so many lessons a pace has proven itself. */
export const PROVEN = 3;
const FIRST_PAUSE_MS = 1_000;
// Timers are late by less.
const IDLE_MS = 20;
const PAUSE_INTERVALS = 3;
// Where a refusal costs a long pause, the next one is put off.
const BACK = { least_ms: 8_000, most_ms: 60_000, pauses: 10 };
// A lesson costs 10 to 30 % of the pace: more after many successes, so that a run that takes much gives much.
const CUT = { least: 0.1, most: 0.3, per_root: 0.03 };
const CUT_AFTER_GUESS = 0.15;
const CUT_AFTER_REFUSAL = 0.25;
const OF_GUESS = 0.75;
/**
 * Where the API asked for a long wait, all who waited begin at the same pace, 5 a second, which doubles every two
 * seconds: at once, who woke first would take the whole window. A hundred are sent after 6 s, a thousand after 12 s; by
 * two runs 50 and 50 after 4.3 s.
 */
const AFTER_WINDOW_PER_MS = 5 / 1_000;

export const createLearntPace = (): LearntPace => ({
  climb: null,
  lessons: 0,
  since: null,
  accepted: 0,
  outstanding: 0,
  refusals: 0,
  refused_at: 0,
  asked_long: false,
  most_per_ms: Infinity,
});

/** The pace in requests a millisecond; Infinity while nothing is held back. */
export const learntPerMs = ({ climb, most_per_ms }: LearntPace, now: number): number =>
  climb === null ? Infinity : Math.min(most_per_ms, climbedTo(climb, now));

/** True when the pace has proven itself: the next refusal is no surprise, and need not pause the run for long. */
export const isProven = ({ climb, lessons }: LearntPace): boolean =>
  climb !== null && !climb.isGuess && lessons >= PROVEN;

/** How long to pause after a refusal that names no time, in ms. */
export const pauseAtPace = (pace: LearntPace, now: number): number =>
  isProven(pace) ? Math.min(FIRST_PAUSE_MS, PAUSE_INTERVALS / learntPerMs(pace, now)) : FIRST_PAUSE_MS;

/** Counts a start that was due at `due`. The pace rises only while it is what holds the run back. */
export function startAtPace(pace: LearntPace, due: number, now: number): LearntPace {
  const { climb, since } = pace;
  if (climb === null) return since === null ? { ...pace, since: now } : pace;
  const idle_ms = now - Math.max(due, climb.since) - IDLE_MS;
  return idle_ms > 0 ? { ...pace, climb: { ...climb, since: climb.since + idle_ms } } : pace;
}

/** Counts an answer that is no evidence about the limit, or a request without an answer. */
export const passAtPace = (pace: LearntPace): LearntPace =>
  pace.outstanding === 0 ? pace : { ...pace, outstanding: pace.outstanding - 1 };

/** Counts a success. */
export function acceptAtPace(before: LearntPace, isPaused: boolean, now: number): LearntPace {
  const { climb, lessons, since, refusals, refused_at, asked_long, most_per_ms } = before;
  const accepted = before.accepted + 1;
  const isOver = refusals > 0 && before.outstanding === 0 && !isPaused;
  if (isOver && now - refused_at >= LONG_WAIT_MS) {
    return {
      ...createLearntPace(),
      climb: asked_long ? climbFrom(AFTER_WINDOW_PER_MS, now) : null,
      since: now,
    };
  }
  const outstanding = Math.max(0, before.outstanding - 1);
  const left = isOver ? 0 : refusals;
  return {
    climb,
    lessons,
    since,
    accepted,
    outstanding,
    refusals: left,
    refused_at,
    asked_long,
    most_per_ms,
  };
}

/** Counts a refusal at `now` that asked for a wait of `asked_ms`, 0 for none; `in_flight`: the others. */
export function refuseAtPace(pace: LearntPace, asked_ms: number, in_flight: number, now: number): LearntPace {
  if (pace.outstanding > 0) return passAtPace(pace);
  const pause_ms = asked_ms || pauseAtPace(pace, now);
  const back_ms = Math.min(BACK.most_ms, Math.max(BACK.least_ms, BACK.pauses * pause_ms));
  return {
    climb: { ...lesson(pace, pause_ms, now), since: now, back_ms },
    lessons: pace.lessons + 1,
    since: now,
    accepted: 0,
    outstanding: in_flight,
    refusals: pace.refusals + 1,
    refused_at: pace.refusals === 0 ? now : pace.refused_at,
    asked_long: asked_ms >= LONG_WAIT_MS,
    most_per_ms: pace.most_per_ms,
  };
}

type Learnt = Omit<Climb, 'since' | 'back_ms'>;

/** What a refusal teaches. */
function lesson(pace: LearntPace, pause_ms: number, now: number): Learnt {
  const { climb, lessons, since, accepted, refusals } = pace;
  const ms = Math.max(1, now - (since ?? now));
  if (climb === null) return measured(accepted, ms + pause_ms, pause_ms);
  if (refusals > 0) return climb.isGuess ? climb : below(climb.from, CUT_AFTER_REFUSAL);
  const per_ms = learntPerMs(pace, now);
  if (climb.isGuess) return below(per_ms * OF_GUESS, CUT_AFTER_GUESS);
  // The first pace holds what the limit had in store at the start: what came after that is the limit.
  if (lessons === 1) return measured(accepted, ms, pause_ms);
  const cut = Math.min(CUT.most, Math.max(CUT.least, CUT.per_root * Math.sqrt(accepted)));
  // Where far less got through than was sent for, the limit is between the two.
  const between = Math.sqrt((per_ms * (accepted + 1)) / ms);
  return below(Math.min(per_ms, between / (1 - cut)), cut);
}

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
