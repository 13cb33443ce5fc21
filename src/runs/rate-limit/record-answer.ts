import { retryAfter } from '../../api/http/retry-rules.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';
import { isServerTrouble } from '../../errors/retryable.ts';
import { forgetEstimate, gainConfidence, loseConfidence, observeLimit } from './budget.ts';
import { countSuccess, halveLimit, removeRequest } from './concurrency.ts';
import { readLimit } from './limit-headers.ts';
import { countUnanswered, endTrouble, isPaused, isSilent, pauseForRefusal } from './pauses.ts';
import type { RateLimitState } from './start-decision.ts';

/** The time of an answer and the attempt that it belongs to. */
export interface Arrival {
  readonly now: number;
  /** The same time in ms since 1970, to interpret points in time; default `now`. */
  readonly wall?: number | undefined;
  /** Counts from 1 for each row; default 1. */
  readonly attempt?: number | undefined;
}

/** Records an answer, or null for a request that got none. */
export function recordAnswer(
  before: RateLimitState,
  answer: AnswerHead | null,
  { now, wall = now, attempt = 1 }: Arrival,
): RateLimitState {
  const concurrency = removeRequest(before.concurrency);
  const { availability, interval_ms, next_start } = before;
  if (answer?.status === 429) return recordRefusal({ ...before, concurrency }, askedWait(answer, wall), now);
  const told = answer && readLimit(answer.headers, wall);
  const budget = observeLimit(before.budget, told, concurrency.in_flight, now);
  if (answer === null || isServerTrouble(answer.status)) {
    const next = countUnanswered(availability, { asked_ms: askedWait(answer, wall), attempt }, now);
    const known = isSilent(next) ? forgetEstimate(budget, next.paused_until) : budget;
    return { concurrency, budget: known, availability: next, interval_ms, next_start };
  }
  return {
    concurrency: countSuccess(concurrency),
    budget: gainConfidence(budget),
    availability: endTrouble(availability),
    interval_ms,
    next_start,
  };
}

/** Requests that were in flight together are refused together: only the first refusal halves the limit. */
function recordRefusal(state: RateLimitState, asked_ms: number, now: number): RateLimitState {
  const availability = pauseForRefusal(state.availability, asked_ms, now);
  const budget = forgetEstimate(state.budget, availability.paused_until);
  if (isPaused(state.availability, now)) return { ...state, budget, availability };
  const concurrency = halveLimit(state.concurrency);
  return { ...state, concurrency, budget: loseConfidence(budget), availability };
}

/** Milliseconds that an answer asks to wait; 0 for none and for a reset in the past. */
const askedWait = (answer: AnswerHead | null, wall: number): number =>
  answer ? 1_000 * (retryAfter(answer.status, answer.headers, wall) ?? 0) : 0;
