import { LONGEST_WAIT_MS } from '../../api/http/retries/retry-after.ts';

/**
 * Whether the API accepts requests: rate refusals and missing answers pause all workers, and too many of them
 * end the run. The same object is kept while there is no trouble. Times are in ms of the monotonic clock.
 * See docs/decisions/2026-11-26-api-away.md.
 */
export interface Availability {
  /** No request starts before; in the past when there is no pause. */
  readonly paused_until: number;
  readonly paused_for: 'rate-limited' | 'silent';
  /** The length of the next pause without a time from the API. */
  readonly backoff_ms: number;
  /** The start of a series of refusals only; null outside of one. */
  readonly limited_since: number | null;
  /**
   * The number of successive attempts without an answer or with a failure of the server; its start is null
   * after any other answer.
   */
  readonly unanswered: number;
  readonly unanswered_since: number | null;
  /**
   * How many of them were first attempts of a row, because a single row that always fails is no evidence about others.
   */
  readonly unanswered_rows: number;
}

// Refusals for so long end a window, after which all comes back at once: no bucket needs them.
export const LONG_WAIT_MS = 5_000;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = { 'rate-limited': 16_000, silent: 5_000 };
// From this number on, the API is considered silent, and one request at a time tests it.
const UNANSWERED_AT_MOST = 10;
// The silence after which the API is considered away.
const AWAY_AFTER_MS = 30_000;

const FIRST_PAUSE: Pauses = { ms: FIRST_BACKOFF_MS, next_ms: 2 * FIRST_BACKOFF_MS, step_ms: null };

const NO_TROUBLE = {
  backoff_ms: FIRST_BACKOFF_MS,
  limited_since: null,
  unanswered: 0,
  unanswered_since: null,
  unanswered_rows: 0,
};

export const createAvailability = (): Availability => ({
  paused_until: -Infinity,
  paused_for: 'rate-limited',
  ...NO_TROUBLE,
});

export const isPaused = ({ paused_until }: Availability, now: number): boolean => now < paused_until;

/** The pauses in a series of refusals that name no time. */
export interface Pauses {
  /** The first one, and the next one; each is twice as long as the one before. */
  readonly ms: number;
  readonly next_ms: number;
  /** No pause is longer, and those as long end at a multiple of it by the clock on the wall; null for no such end. */
  readonly step_ms: number | null;
}

/** A moment by the clock that is never set, and by the one on the wall, in ms since 1970. */
export interface ClockTimes {
  readonly now: number;
  readonly wall: number;
}

/** Pauses after a 429 that asked for a wait of `asked_ms`; 0 when it named none. */
export function pauseForRefusal(
  before: Availability,
  asked_ms: number,
  { now, wall }: ClockTimes,
  { ms, next_ms, step_ms }: Pauses = FIRST_PAUSE,
): Availability {
  const isFirst = before.limited_since === null;
  const backoff_ms = isFirst ? ms : before.backoff_ms;
  const most_ms = step_ms ?? LONGEST_BACKOFF_MS['rate-limited'];
  const guess_ms = asked_ms === 0 ? untilCommon(backoff_ms, step_ms, wall) : backoff_ms;
  const paused = pause({ ...before, backoff_ms }, 'rate-limited', asked_ms, now, { guess_ms, most_ms });
  if (!isFirst) return paused;
  const isNext = asked_ms === 0 && !isPaused(before, now);
  return { ...paused, backoff_ms: isNext ? next_ms : ms, limited_since: now };
}

/**
 * About `ms`, until a moment that is the same for all runs that share the limit, since their clocks agree. An example
 * with a step of 8 s, and a pause as long: a run that is refused from 12:00:04 to 12:00:12 waits until 12:00:16.
 */
function untilCommon(ms: number, step_ms: number | null, wall: number): number {
  if (step_ms === null || ms < step_ms) return ms;
  return Math.round((wall + ms) / step_ms) * step_ms - wall;
}

interface NoAnswer {
  /** The wait that a failing server asked for; 0 for none. */
  readonly asked_ms: number;
  /** Counted from 1 for each row. */
  readonly attempt: number;
}

/** Counts an attempt without an answer; from the tenth in a row, all workers pause. */
export function countUnanswered(
  before: Availability,
  { asked_ms, attempt }: NoAnswer,
  now: number,
): Availability {
  const next = {
    ...before,
    unanswered: before.unanswered + 1,
    unanswered_since: before.unanswered_since ?? now,
    unanswered_rows: before.unanswered_rows + (attempt === 1 ? 1 : 0),
  };
  return isSilent(next) ? pause(next, 'silent', asked_ms, now) : next;
}

/** True from the tenth successive attempt without an answer, so that rows are not wasted on an unreachable API. */
export const isSilent = ({ unanswered }: Availability): boolean => unanswered >= UNANSWERED_AT_MOST;

/** Ends the series of failures after any other answer; a pause that has begun is kept. */
export function endTrouble(before: Availability): Availability {
  const isCalm = before.unanswered === 0 && before.limited_since === null;
  return isCalm ? before : { ...before, ...NO_TROUBLE };
}

/** Pauses all workers until the API's own time, or for a time that doubles until a success. */
function pause(
  before: Availability,
  paused_for: Availability['paused_for'],
  asked_ms: number,
  now: number,
  { guess_ms, most_ms } = { guess_ms: before.backoff_ms, most_ms: LONGEST_BACKOFF_MS[paused_for] },
): Availability {
  // The API's time is kept exactly once: a refusal after it shows that it was too short, so the next pause is longer.
  const isGuess = before.limited_since !== null || asked_ms === 0;
  const wait_ms = isGuess ? Math.max(asked_ms, guess_ms) : asked_ms;
  // Requests that were in flight together are refused together: they count as one refusal.
  const doubled = isGuess && !isPaused(before, now);
  return {
    ...before,
    paused_until: Math.max(before.paused_until, now + wait_ms),
    paused_for,
    backoff_ms: doubled ? Math.min(most_ms, before.backoff_ms * 2) : before.backoff_ms,
  };
}

/** True when ten rows began without an answer for at least half a minute. */
export const isAway = ({ unanswered_rows, unanswered_since }: Availability, now: number): boolean =>
  unanswered_rows >= UNANSWERED_AT_MOST &&
  unanswered_since !== null &&
  now - unanswered_since >= AWAY_AFTER_MS;

/** True when only refusals came for as long as the longest wait. */
export const isLimitedTooLong = ({ limited_since }: Availability, now: number): boolean =>
  limited_since !== null && now - limited_since >= LONGEST_WAIT_MS;
