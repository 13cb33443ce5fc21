import { LONG_WAIT_MS } from '../pauses.ts';
import { type Climb, climbedTo, climbFrom } from './climb.ts';
import { type Experience, lesson } from './lesson.ts';
import { isOwed, type MakeUp, makeUp, noMakeUp, payBack } from './make-up.ts';

/**
 * The pace where the API tells no figures, or a limit of a few seconds: learnt from refusals. Until the first one
 * nothing is held back.
 *
 * An example, which test/runs/rate-limit/learnt-pace.test.ts walks through: nginx lets 20 a second through
 * and tells nothing, `limit_req rate=20r/s burst=2`, and eight are sent at once.
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
export interface LearntPace extends Experience {
  /** How many were in flight at the last lesson and are not back: they teach nothing. */
  readonly outstanding: number;
  /** When the first of the lessons without a success between them was. */
  readonly refused_at: number;
  /** The most that a limit of a few seconds lets, where the API tells one, in requests a millisecond. */
  readonly most_per_ms: number;
  readonly make_up: MakeUp;
  /** How long the refusals took that the end of the last window ended; 0 where none was seen. */
  readonly shut_ms: number;
}

/** After so many lessons a pace has proven itself. */
export const PROVEN = 3;
const FIRST_PAUSE_MS = 1_000;
// Timers are late by less.
const IDLE_MS = 20;
const PAUSE_INTERVALS = 3;
// Where a refusal costs a long pause, the next one is put off.
const BACK = { least_ms: 8_000, most_ms: 60_000, pauses: 10 };
/**
 * All who waited for a window begin at the same pace, 5 a second, which doubles every two seconds: at once, who woke
 * first would take all of it. A hundred are sent after 6 s, a thousand after 12 s; by two runs 50 and 50 after 4.3 s.
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
  got: 0,
  got_since: 0,
  most_per_ms: Infinity,
  make_up: noMakeUp,
  shut_ms: 0,
});

/** The pace at which one more starts, in requests a millisecond; Infinity while nothing is held back. */
export const startsPerMs = (pace: LearntPace, now: number): number =>
  isOwed(pace.make_up) ? Infinity : learntPerMs(pace, now);

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
  const { climb, since, make_up } = pace;
  if (isOwed(make_up)) return { ...pace, make_up: payBack(make_up) };
  if (climb === null) return since === null ? { ...pace, since: now } : pace;
  const idle_ms = now - Math.max(due, climb.since) - IDLE_MS;
  return idle_ms > 0 ? { ...pace, climb: { ...climb, since: climb.since + idle_ms } } : pace;
}

/** Counts an answer that is no evidence about the limit, or a request without an answer. */
export const passAtPace = (pace: LearntPace): LearntPace =>
  pace.outstanding === 0 ? pace : { ...pace, outstanding: pace.outstanding - 1 };

/** Counts a success. */
export function acceptAtPace(before: LearntPace, isPaused: boolean, now: number): LearntPace {
  const { climb, lessons, since, refusals, refused_at, got, got_since, most_per_ms, make_up } = before;
  const accepted = before.accepted + 1;
  const isOver = refusals > 0 && before.outstanding === 0 && !isPaused;
  // Refusals for so long end a window, after which all comes back at once: nothing is learnt from them.
  if (isOver && now - refused_at >= LONG_WAIT_MS) {
    const shut_ms = now - refused_at;
    return { ...createLearntPace(), climb: climbFrom(AFTER_WINDOW_PER_MS, now), since: now, shut_ms };
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
    got,
    got_since,
    most_per_ms,
    make_up,
    shut_ms: isOver ? 0 : before.shut_ms,
  };
}

/** Counts a refusal at `now` that asked for a wait of `asked_ms`, 0 for none; `in_flight`: the others. */
export function refuseAtPace(pace: LearntPace, asked_ms: number, in_flight: number, now: number): LearntPace {
  if (pace.outstanding > 0) return passAtPace(pace);
  const { lessons, accepted, most_per_ms } = pace;
  const per_ms = learntPerMs(pace, now);
  const canMakeUp = asked_ms > 0 && isProven(pace);
  return {
    climb: isOwed(pace.make_up) ? pace.climb : climbAfter(pace, per_ms, asked_ms, now),
    lessons: lessons + 1,
    since: now,
    accepted: 0,
    outstanding: in_flight,
    ...seriesAt(pace, now),
    most_per_ms,
    shut_ms: pace.shut_ms,
    make_up: makeUp(pace.make_up, accepted, canMakeUp ? per_ms : 0),
  };
}

function climbAfter(pace: LearntPace, per_ms: number, asked_ms: number, now: number): Climb {
  const pause_ms = asked_ms || pauseAtPace(pace, now);
  const back_ms = Math.min(BACK.most_ms, Math.max(BACK.least_ms, BACK.pauses * pause_ms));
  return { ...lesson(pace, per_ms, pause_ms, now), since: now, back_ms };
}

/** Counts on in a series of refusals, or begins one. */
function seriesAt({ refusals, refused_at, got, got_since, accepted, since }: LearntPace, now: number) {
  if (refusals > 0) return { refusals: refusals + 1, refused_at, got, got_since };
  return { refusals: 1, refused_at: now, got: accepted, got_since: since ?? now };
}
