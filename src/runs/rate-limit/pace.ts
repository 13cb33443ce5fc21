import { secondsFrom } from '../../api/http/retry-after.ts';
import { LONGEST_WAIT_MS, retryAfter } from '../../api/http/retry-rules.ts';
import type { WireAnswer } from '../../api/http/wire.ts';
import { isServerTrouble } from '../../errors/retryable.ts';
import type { Rate } from '../../validation/numbers.ts';

/** What matters of an answer here. */
export type Heard = Pick<WireAnswer, 'status' | 'headers'>;

/** Why everybody waits: the API refused one, it does not answer, its budget is used up, or `--rate` says so. */
export type Reason = 'rate-limited' | 'silent' | 'paced' | 'rate';

/** `until` is in ms of the clock that is never set: past when one may start, Infinity when only an answer can change that. */
export type Verdict = { readonly until: number; readonly why: Reason | 'busy' };

/** What a run knows of the API's patience. Times in ms of the clock that is never set. */
export interface Pace {
  readonly concurrency: number;
  /** Milliseconds from one start to the next by `--rate`, and when the next may be. */
  readonly interval_ms: number;
  readonly next_start: number;
  /** How many may be in flight now: fewer after a 429. */
  readonly places: number;
  readonly in_flight: number;
  readonly successes: number;
  /** How far the API's own figures for its refill are believed: 1 at most. */
  readonly trust: number;
  /** Null when the API tells nothing. */
  readonly budget: Budget | null;
  readonly trouble: Trouble;
}

/** What went wrong. Apart from the counts, which each row changes: it is the same from one row to the next. */
interface Trouble {
  readonly paused_until: number;
  readonly paused_for: 'rate-limited' | 'silent';
  /** How many in a row got no answer, or a failure of the server, and since when; null when the last one was answered. */
  readonly silent: number;
  /** How many of them were the first attempt of a row. */
  readonly silent_rows: number;
  readonly silent_since: number | null;
  /** Since when nothing but refusals came; null when something else did. */
  readonly limited_since: number | null;
  readonly backoff_ms: number;
}

/** Our lowest estimate of what the API would still let through. */
interface Budget {
  /** Requests that may be started as of `at`; those in flight are already taken off. */
  readonly left: number;
  readonly at: number;
  readonly per_ms: number;
  readonly reset_at: number;
  /** The lowest `remaining` of this round and the one before; a round is as many answers as `peak`, the most in flight. */
  readonly low: number;
  readonly low_before: number;
  readonly answers: number;
  readonly peak: number;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 20_000;
// An API that comes back is to be found soon.
const LONGEST_SILENT_BACKOFF_MS = 5_000;
// A 429 costs three quarters of the trust and a success brings half a percent: at worst 1 request in 280 probes too far.
const TRUST_LOST = 0.25;
const TRUST_WON = 1.005;
// So many in a row are no chance: from then on one at a time asks whether the API is there again.
const SILENT_AFTER = 10;
/** How long an API may say nothing before it is taken to be away. */
export const AWAY_AFTER_MS = 30_000;
const CALM = {
  silent: 0,
  silent_rows: 0,
  silent_since: null,
  limited_since: null,
  backoff_ms: FIRST_BACKOFF_MS,
};
const NEW_ROUND = { low: Infinity, low_before: Infinity, answers: 0, peak: 0 };

/** Where nothing is known one request goes ahead, and its answer tells what there is for the others. */
const unknown = (at: number, left = 1): Budget => ({ left, at, per_ms: 0, reset_at: Infinity, ...NEW_ROUND });

/** The start of a run with `concurrency` requests at once and, by `--rate`, evenly spaced starts. */
export function createPace(concurrency: number, rate?: Rate): Pace {
  return {
    concurrency,
    interval_ms: rate ? rate.per_ms / rate.count : 0,
    next_start: -Infinity,
    places: concurrency,
    in_flight: 0,
    successes: 0,
    trust: 1,
    budget: unknown(0),
    trouble: { paused_until: -Infinity, paused_for: 'rate-limited', ...CALM },
  };
}

/** Whether one more request may be started at `now`, and if not, until when everybody waits and why. */
export function decide(pace: Pace, now: number): Verdict {
  const { paused_until, paused_for } = pace.trouble;
  if (now < paused_until) return { until: paused_until, why: paused_for };
  if (pace.in_flight >= pace.places) return { until: Infinity, why: 'busy' };
  if (pace.budget) {
    const { left, per_ms, reset_at } = grown(pace.budget, now);
    if (left < 1) return { until: Math.min(now + (1 - left) / per_ms, reset_at), why: 'paced' };
  }
  return { until: pace.next_start, why: 'rate' };
}

/** One more is on its way. */
export function started(pace: Pace, now: number): Pace {
  const { concurrency, interval_ms, places, successes, trust, trouble } = pace;
  const in_flight = pace.in_flight + 1;
  const budget = pace.budget && spent(grown(pace.budget, now), in_flight);
  // Counted from now, not from when it was due: a start that comes late is not made up for, so no window holds more.
  const next_start = now + interval_ms;
  return { concurrency, interval_ms, next_start, places, in_flight, successes, trust, budget, trouble };
}

const spent = (budget: Budget, in_flight: number): Budget => ({
  ...budget,
  left: budget.left - 1,
  peak: Math.max(budget.peak, in_flight),
});

/** Why a run is given up: the API wants a longer wait than is made, or stays away. */
export interface GivenUp {
  readonly why: 'wait' | 'away';
  /** Milliseconds after which it may be tried again; null when nobody said it. */
  readonly wait_ms: number | null;
}

/** What makes waiting any longer pointless at `now`; null when nothing does. */
export function givenUp(pace: Pace, now: number): GivenUp | null {
  const { silent_rows, silent_since, limited_since } = pace.trouble;
  if (silent_rows >= SILENT_AFTER && silent_since !== null && now - silent_since >= AWAY_AFTER_MS) {
    return { why: 'away', wait_ms: null };
  }
  const { until, why } = decide(pace, now);
  const wait_ms = until < Infinity && why !== 'rate' ? until - now : 0;
  const limited = limited_since !== null && now - limited_since >= LONGEST_WAIT_MS;
  return wait_ms > LONGEST_WAIT_MS || limited ? { why: 'wait', wait_ms } : null;
}

/**
 * One came back at `now`, or (null) never will. `wall`: the same moment in ms since 1970, against which moments of the API are held.
 * `attempt` counts from 1 for each row: one row that always fails says nothing of the others.
 */
export function answered(before: Pace, answer: Heard | null, now: number, wall = now, attempt = 1): Pace {
  const in_flight = before.in_flight - 1;
  if (answer?.status === 429) return refused({ ...before, in_flight }, answer, now, wall);
  const budget = observed(before, in_flight, answer, now, wall);
  if (answer === null || isServerTrouble(answer.status)) {
    return unanswered({ ...before, in_flight, budget }, answer, now, wall, attempt);
  }
  const { concurrency, interval_ms, next_start } = before;
  const more = before.successes + 1 >= before.places;
  const successes = more ? 0 : before.successes + 1;
  const places = more ? Math.min(concurrency, before.places + 1) : before.places;
  const trust = Math.min(1, before.trust * TRUST_WON);
  const trouble = eased(before.trouble);
  return { concurrency, interval_ms, next_start, places, in_flight, successes, trust, budget, trouble };
}

/** What a success leaves of it. */
function eased(trouble: Trouble): Trouble {
  const { silent, limited_since, backoff_ms } = trouble;
  const calm = silent === 0 && limited_since === null && backoff_ms === FIRST_BACKOFF_MS;
  return calm ? trouble : { ...trouble, ...CALM };
}

/** Pauses everybody until the API's own time, or for a while that doubles until something succeeds; then one goes ahead. */
function paused(
  pace: Pace,
  paused_for: Trouble['paused_for'],
  answer: Heard | null,
  now: number,
  wall: number,
): Pace {
  // A reset that has passed already names no time, so it counts as none.
  const own_ms = answer ? 1_000 * (retryAfter(answer.status, answer.headers, wall) ?? 0) : 0;
  // The API's time is kept exactly once: where it was not enough, the next wait is longer all the same.
  const { trouble } = pace;
  const again = trouble.limited_since !== null || own_ms === 0;
  const wait_ms = again ? Math.max(own_ms, trouble.backoff_ms) : own_ms;
  const paused_until = Math.max(trouble.paused_until, now + wait_ms);
  const longest = paused_for === 'silent' ? LONGEST_SILENT_BACKOFF_MS : LONGEST_BACKOFF_MS;
  // Those that were in flight together are refused together: that is one lesson, not many.
  const learned = now >= trouble.paused_until && again;
  const backoff_ms = learned ? Math.min(longest, trouble.backoff_ms * 2) : trouble.backoff_ms;
  return {
    ...pace,
    budget: unknown(paused_until),
    trouble: { ...trouble, paused_until, paused_for, backoff_ms },
  };
}

function refused(pace: Pace, answer: Heard, now: number, wall: number): Pace {
  const { paused_until, limited_since } = pace.trouble;
  const next = paused(pace, 'rate-limited', answer, now, wall);
  const trouble = { ...next.trouble, limited_since: limited_since ?? now };
  if (now < paused_until) return { ...next, trouble };
  const places = Math.max(1, Math.floor(pace.places / 2));
  return { ...next, places, successes: 0, trust: pace.trust * TRUST_LOST, trouble };
}

/** Rows are not spent on an API that is not there. */
function unanswered(pace: Pace, answer: Heard | null, now: number, wall: number, attempt: number): Pace {
  const { trouble } = pace;
  const silent = trouble.silent + 1;
  const silent_rows = trouble.silent_rows + (attempt === 1 ? 1 : 0);
  const silent_since = trouble.silent_since ?? now;
  const next = { ...pace, trouble: { ...trouble, silent, silent_rows, silent_since } };
  return silent < SILENT_AFTER ? next : paused(next, 'silent', answer, now, wall);
}

function grown(budget: Budget, now: number): Budget {
  const left = budget.left + Math.max(0, now - budget.at) * budget.per_ms;
  return now < budget.reset_at ? { ...budget, left, at: now } : unknown(now, Math.max(1, left));
}

function observed(
  { budget, trust }: Pace,
  in_flight: number,
  answer: Heard | null,
  now: number,
  wall: number,
): Budget | null {
  const told = answer && lowestLimit(answer.headers, wall);
  // An answer without headers ends the guessing, but does not undo what others have told.
  if (!told) return budget?.reset_at === Infinity ? null : budget;
  const { remaining, limit, reset_ms } = told;
  const known = grown(budget ?? unknown(now, 0), now);
  const low = Math.min(known.low, remaining);
  // Answers overtake each other: only the lowest of all that were in flight together is sure to be true still.
  const sure = Math.min(low, known.low_before) - in_flight;
  const left = Math.min(Math.max(known.left, sure), remaining + 1);
  // "remaining" is rounded down, so one less is sure to come until the reset; whatever comes faster shows in "remaining".
  const per_ms = (trust * Math.max(0, limit - remaining - 1)) / reset_ms;
  const next = { left, at: now, per_ms, reset_at: now + reset_ms };
  if (in_flight === 0) return { ...next, ...NEW_ROUND };
  const over = known.answers + 1 >= Math.max(known.peak, in_flight + 1);
  if (over) return { ...next, ...NEW_ROUND, low_before: low, peak: in_flight };
  return { ...known, ...next, low, answers: known.answers + 1 };
}

const FAMILIES = ['-requests', ''].map((family) => ({
  remaining: `x-ratelimit-remaining${family}`,
  limit: `x-ratelimit-limit${family}`,
  reset: `x-ratelimit-reset${family}`,
}));

/** Of the two families of headers the one that leaves less. "tokens" are not requests, so they do not count here. */
function lowestLimit(headers: Heard['headers'], now: number) {
  let lowest: { remaining: number; limit: number; reset_ms: number } | null = null;
  for (const names of FAMILIES) {
    const said = headers[names.remaining];
    const remaining = said === undefined ? Number.NaN : Number.parseInt(said, 10);
    if (Number.isNaN(remaining)) continue;
    const reset_s = secondsFrom(headers[names.reset], headers, now);
    if (reset_s === null || (lowest && lowest.remaining <= remaining)) continue;
    const limit = Number.parseInt(headers[names.limit] ?? '', 10) || remaining;
    // Whole seconds may be rounded down to none.
    lowest = { remaining, limit, reset_ms: reset_s * 1000 || 1000 };
  }
  return lowest;
}
