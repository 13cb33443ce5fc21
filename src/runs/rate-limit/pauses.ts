import { LONGEST_WAIT_MS } from '../../api/http/retry-rules.ts';

/**
 * Whether the API takes requests at all: refusals for the rate and missing answers pause all workers, and too many of
 * them end the run. It stays the same object while all goes well. Times are in ms of the clock that is never set.
 * See docs/decisions/2026-11-26-api-away.md.
 */
export interface Availability {
  /** Nothing starts before; in the past when there is no pause. */
  readonly paused_until: number;
  readonly paused_for: 'rate-limited' | 'silent';
  /** The next pause that the API names no time for. */
  readonly backoff_ms: number;
  /** Since when nothing but refusals came; null when something else did. */
  readonly limited_since: number | null;
  /**
   * How many attempts in a row got no answer, or a failure of the server, and since when; null when the last one
   * was answered.
   */
  readonly unanswered: number;
  readonly unanswered_since: number | null;
  /** How many of them were the first attempt of a row: one row that always fails says nothing of the others. */
  readonly unanswered_rows: number;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = { 'rate-limited': 20_000, silent: 5_000 } as const;
// So many in a row are no chance: from then on one at a time asks whether the API is there again.
const UNANSWERED_AT_MOST = 10;
// How long an API may say nothing before it is taken to be away.
const AWAY_AFTER_MS = 30_000;

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

/** After a 429 that asked for a wait of `asked_ms`; 0 when it named none. */
export function pauseForRefusal(before: Availability, asked_ms: number, now: number): Availability {
  const limited_since = before.limited_since ?? now;
  return { ...pause(before, 'rate-limited', asked_ms, now), limited_since };
}

/** What came in place of an answer. */
interface NoAnswer {
  /** The wait that a failing server asked for; 0 when it named none. */
  readonly asked_ms: number;
  /** Counted from 1 for each row. */
  readonly attempt: number;
}

/** After an attempt without an answer; from the tenth in a row, all workers pause. */
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

/** True from the tenth attempt in a row without an answer: rows are not spent on an API that is not there. */
export const isSilent = ({ unanswered }: Availability): boolean => unanswered >= UNANSWERED_AT_MOST;

/** After any other answer: the troubles are over, though a pause that was begun is kept. */
export function endTrouble(before: Availability): Availability {
  const { unanswered, limited_since, backoff_ms } = before;
  const isCalm = unanswered === 0 && limited_since === null && backoff_ms === FIRST_BACKOFF_MS;
  return isCalm ? before : { ...before, ...NO_TROUBLE };
}

/** Pauses all workers until the API's own time, or for a while that doubles until something succeeds. */
function pause(
  before: Availability,
  paused_for: Availability['paused_for'],
  asked_ms: number,
  now: number,
): Availability {
  // The API's time is kept exactly once: where it was not enough, the next wait is longer all the same.
  const isGuess = before.limited_since !== null || asked_ms === 0;
  const wait_ms = isGuess ? Math.max(asked_ms, before.backoff_ms) : asked_ms;
  // Those that were in flight together are refused together: that is one lesson, not many.
  const doubled = isGuess && !isPaused(before, now);
  return {
    ...before,
    paused_until: Math.max(before.paused_until, now + wait_ms),
    paused_for,
    backoff_ms: doubled ? Math.min(LONGEST_BACKOFF_MS[paused_for], before.backoff_ms * 2) : before.backoff_ms,
  };
}

/** True when ten rows began without an answer since the last one, and half a minute has passed. */
export const isAway = ({ unanswered_rows, unanswered_since }: Availability, now: number): boolean =>
  unanswered_rows >= UNANSWERED_AT_MOST &&
  unanswered_since !== null &&
  now - unanswered_since >= AWAY_AFTER_MS;

/** True when nothing but refusals came for as long as the longest wait that is made. */
export const isLimitedTooLong = ({ limited_since }: Availability, now: number): boolean =>
  limited_since !== null && now - limited_since >= LONGEST_WAIT_MS;
