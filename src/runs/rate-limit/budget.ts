import type { LimitFigures } from './limit-headers.ts';

/**
 * The number of requests that the API would still accept, by its headers. The figures are old when they are
 * read, answers overtake each other, and others may use the same limit: so this is the lowest estimate, and a
 * refusal lowers the confidence in it. Times are in ms of the monotonic clock.
 */
export interface Budget {
  /** The part of the promised refill that is relied on: from 0 to 1. */
  readonly confidence: number;
  /** Null when the API sends no figures: then only the concurrency limit applies. */
  readonly estimate: Estimate | null;
}

interface Estimate {
  /** Requests that may start as of `at`, after subtracting those in flight. */
  readonly left: number;
  readonly at: number;
  /** Refill rate: requests per millisecond. */
  readonly per_ms: number;
  /** The time when the budget is full again and the estimate obsolete; Infinity when unknown. */
  readonly reset_at: number;
  readonly lowest: Lowest;
}

/**
 * The lowest `remaining` of this round and of the previous one. A round is as many answers as were in flight
 * at its peak: every overtaken answer has arrived by the end of the next round.
 */
interface Lowest {
  readonly this_round: number;
  readonly round_before: number;
  readonly answers: number;
  readonly peak: number;
}

// A 429 costs three quarters of the confidence and a success restores half a percent: at worst, 1 request in
// 280 is refused.
const KEPT_AFTER_REFUSAL = 0.25;
const GAINED_BY_SUCCESS = 1.005;

const NO_ROUND: Lowest = { this_round: Infinity, round_before: Infinity, answers: 0, peak: 0 };

/**
 * An estimate without figures: one request starts, and its answer brings figures for the others.
 * See docs/decisions/2026-11-25-preflight-sets-the-pace.md.
 */
const guessOne = (at: number, left = 1): Estimate => ({
  left,
  at,
  per_ms: 0,
  reset_at: Infinity,
  lowest: NO_ROUND,
});

export const createBudget = (): Budget => ({ confidence: 1, estimate: guessOne(0) });

/**
 * When the budget allows one more request: not after `now` when it does at `now`, Infinity when only an answer can
 * change it.
 */
export function nextAffordable({ estimate }: Budget, now: number): number {
  if (estimate === null) return -Infinity;
  const left = leftAt(estimate, now);
  if (left >= 1) return -Infinity;
  return Math.min(now + (1 - left) / estimate.per_ms, estimate.reset_at);
}

/** Counts a started request, which `in_flight` includes. */
export function spendRequest({ confidence, estimate }: Budget, in_flight: number, now: number): Budget {
  if (estimate === null) return { confidence, estimate };
  const { left, at, per_ms, reset_at, lowest } = refill(estimate, now);
  return {
    confidence,
    estimate: {
      left: left - 1,
      at,
      per_ms,
      reset_at,
      lowest: in_flight > lowest.peak ? { ...lowest, peak: in_flight } : lowest,
    },
  };
}

/**
 * Updates the estimate by the figures of an answer, null for none. `in_flight`: requests still without an
 * answer. `refilled_at`: when a window that is given back at once is so; null where the limit is refilled evenly.
 */
export function observeLimit(
  { confidence, estimate }: Budget,
  told: LimitFigures | null,
  in_flight: number,
  now: number,
  refilled_at: number | null,
): Budget {
  // An answer without figures ends the guess of one request, but leaves real figures as they are.
  if (!told) return { confidence, estimate: estimate?.reset_at === Infinity ? null : estimate };
  const { remaining, limit, reset_ms } = told;
  const known = refill(estimate ?? guessOne(now, 0), now);
  const this_round = Math.min(known.lowest.this_round, remaining);
  // Answers overtake each other: only the lowest figure of all that were in flight together is reliable.
  const sure = Math.min(this_round, known.lowest.round_before) - in_flight;
  const left = Math.min(Math.max(known.left, sure), remaining + 1);
  // "remaining" is rounded down, so one request less is certain until the reset; a faster refill shows in
  // later figures.
  const per_ms = refilled_at === null ? (confidence * Math.max(0, limit - remaining - 1)) / reset_ms : 0;
  const lowest = nextLowest(known.lowest, this_round, in_flight);
  return { confidence, estimate: { left, at: now, per_ms, reset_at: refilled_at ?? now + reset_ms, lowest } };
}

function nextLowest({ round_before, answers, peak }: Lowest, this_round: number, in_flight: number): Lowest {
  if (in_flight === 0) return NO_ROUND;
  const isRoundOver = answers + 1 >= Math.max(peak, in_flight + 1);
  if (isRoundOver) return { this_round: Infinity, round_before: this_round, answers: 0, peak: in_flight };
  return { this_round, round_before, answers: answers + 1, peak };
}

/** Discards the estimate after a pause until `at`: one request asks for new figures. */
export const forgetEstimate = ({ confidence }: Budget, at: number): Budget => ({
  confidence,
  estimate: guessOne(at),
});

export const loseConfidence = ({ confidence, estimate }: Budget): Budget => ({
  confidence: confidence * KEPT_AFTER_REFUSAL,
  estimate,
});

export const gainConfidence = ({ confidence, estimate }: Budget): Budget => ({
  confidence: Math.min(1, confidence * GAINED_BY_SUCCESS),
  estimate,
});

const leftAt = ({ left, at, per_ms }: Estimate, now: number): number => left + Math.max(0, now - at) * per_ms;

/** The estimate as of `now`; after the reset, one without figures that lets one request start. */
function refill(estimate: Estimate, now: number): Estimate {
  const left = leftAt(estimate, now);
  return now < estimate.reset_at ? { ...estimate, left, at: now } : guessOne(now, Math.max(1, left));
}
