import { retryAfter, secondsFrom } from '../api/retry.ts';
import type { WireAnswer } from '../api/wire.ts';
import type { Rate } from '../values.ts';

/** What matters of an answer here. */
export type Heard = Pick<WireAnswer, 'status' | 'headers'>;

/** Why everybody waits: the API refused one, its budget is used up, or `--rate` says so. */
export type Reason = 'rate-limited' | 'paced' | 'rate';

/** `until` is in ms since 1970: past when one may start, Infinity when only an answer can change that. */
export type Verdict = { readonly until: number; readonly why: Reason | 'busy' };

/** What a run knows of the API's patience. Times in ms since 1970. */
export interface Pace {
  readonly concurrency: number;
  /** How many may be in flight now: fewer after a 429. */
  readonly places: number;
  readonly in_flight: number;
  readonly successes: number;
  readonly paused_until: number;
  readonly backoff_ms: number;
  /** Milliseconds from one start to the next by `--rate`, and when the next may be. */
  readonly interval_ms: number;
  readonly next_start: number;
  /** How far the API's own figures for its refill are believed: 1 at most. */
  readonly trust: number;
  /** Null when the API tells nothing. */
  readonly budget: Budget | null;
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
// A 429 costs three quarters of the trust and a success brings half a percent: at worst 1 request in 280 probes too far.
const TRUST_LOST = 0.25;
const TRUST_WON = 1.005;
const NEW_ROUND = { low: Infinity, low_before: Infinity, answers: 0, peak: 0 };

/** Where nothing is known one request goes ahead, and its answer tells what there is for the others. */
const unknown = (at: number, left = 1): Budget => ({ left, at, per_ms: 0, reset_at: Infinity, ...NEW_ROUND });

/** The start of a run with `concurrency` requests at once and, by `--rate`, evenly spaced starts. */
export function createPace(concurrency: number, rate?: Rate): Pace {
  const counts = { concurrency, places: concurrency, in_flight: 0, successes: 0 };
  const times = { paused_until: 0, next_start: 0, backoff_ms: FIRST_BACKOFF_MS };
  const interval_ms = rate ? rate.per_ms / rate.count : 0;
  return { ...counts, ...times, interval_ms, trust: 1, budget: unknown(0) };
}

/** Whether one more request may be started at `now`, and if not, until when everybody waits and why. */
export function decide(pace: Pace, now: number): Verdict {
  if (now < pace.paused_until) return { until: pace.paused_until, why: 'rate-limited' };
  if (pace.in_flight >= pace.places) return { until: Infinity, why: 'busy' };
  if (pace.budget) {
    const { left, per_ms, reset_at } = grown(pace.budget, now);
    if (left < 1) return { until: Math.min(now + (1 - left) / per_ms, reset_at), why: 'paced' };
  }
  return { until: pace.next_start, why: 'rate' };
}

/** One more is on its way. */
export function started(pace: Pace, now: number): Pace {
  const in_flight = pace.in_flight + 1;
  // Counted from now, not from when it was due: a start that comes late is not made up for, so no window holds more.
  const next = { ...pace, in_flight, next_start: now + pace.interval_ms };
  if (!pace.budget) return next;
  const budget = grown(pace.budget, now);
  return { ...next, budget: { ...budget, left: budget.left - 1, peak: Math.max(budget.peak, in_flight) } };
}

/** One came back at `now`, or (null) never will. */
export function answered(before: Pace, answer: Heard | null, now: number): Pace {
  const pace = { ...before, in_flight: before.in_flight - 1 };
  const budget = observed(pace, answer, now);
  if (answer?.status === 429) return refused(pace, answer, now);
  if (answer === null || answer.status >= 500) return { ...pace, budget };
  const successes = pace.successes + 1;
  const more = successes >= pace.places;
  return {
    ...pace,
    budget,
    trust: Math.min(1, pace.trust * TRUST_WON),
    backoff_ms: FIRST_BACKOFF_MS,
    successes: more ? 0 : successes,
    places: more ? Math.min(pace.concurrency, pace.places + 1) : pace.places,
  };
}

function refused(pace: Pace, answer: Heard, now: number): Pace {
  // A reset that has passed already names no time, so it counts as none.
  const own_ms = 1_000 * (retryAfter(answer.status, answer.headers, now) ?? 0);
  const paused_until = Math.max(pace.paused_until, now + (own_ms || pace.backoff_ms));
  const budget = unknown(paused_until);
  // Those that were in flight together are refused together: that is one lesson, not many.
  if (now < pace.paused_until) return { ...pace, paused_until, budget };
  const places = Math.max(1, Math.floor(pace.places / 2));
  const backoff_ms = own_ms ? pace.backoff_ms : Math.min(LONGEST_BACKOFF_MS, pace.backoff_ms * 2);
  return { ...pace, paused_until, budget, places, successes: 0, backoff_ms, trust: pace.trust * TRUST_LOST };
}

function grown(budget: Budget, now: number): Budget {
  const left = budget.left + Math.max(0, now - budget.at) * budget.per_ms;
  return now < budget.reset_at ? { ...budget, left, at: now } : unknown(now, Math.max(1, left));
}

function observed({ budget, in_flight, trust }: Pace, answer: Heard | null, now: number): Budget | null {
  const told = answer && lowestLimit(answer.headers, now);
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
    const remaining = Number.parseInt(headers[names.remaining] ?? '', 10);
    if (Number.isNaN(remaining)) continue;
    const reset_s = secondsFrom(headers[names.reset], now);
    if (reset_s === null || (lowest && lowest.remaining <= remaining)) continue;
    const limit = Number.parseInt(headers[names.limit] ?? '', 10) || remaining;
    // Whole seconds may be rounded down to none.
    lowest = { remaining, limit, reset_ms: reset_s * 1000 || 1000 };
  }
  return lowest;
}
