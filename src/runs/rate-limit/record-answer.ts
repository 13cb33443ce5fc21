import { retryAfter } from '../../api/http/retries/retry-after.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';
import { isServerTrouble } from '../../errors/retryable.ts';
import { type Budget, forgetEstimate, gainConfidence, loseConfidence, observeLimit } from './budget.ts';
import { countSuccess, countUnheard, halveLimit, removeRequest } from './concurrency.ts';
import { hearLimit, hearRefusal, hearWait, isGuide, mostPerMs, refilledAt, toldPerMs } from './fair-share.ts';
import { acceptAtPace, isProven, type LearntPace, passAtPace, refuseAtPace } from './learnt/learnt-pace.ts';
import { pausesAtPace } from './learnt/pauses-at-pace.ts';
import { beginAtPace, capPace } from './learnt/told-pace.ts';
import { type LimitFigures, readLimit } from './limit-headers.ts';
import {
  type ClockTimes,
  countUnanswered,
  endTrouble,
  isPaused,
  isSilent,
  pauseForRefusal,
} from './pauses.ts';
import type { RateLimitState } from './start-decision.ts';
import { hearToldLimit } from './told-limit.ts';

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
  const figures = answer && readLimit(answer.headers, wall);
  const accepted = answer !== null && answer.status < 400;
  const share = figures
    ? hearLimit(before.share, figures, { accepted, in_flight: concurrency.in_flight, now })
    : before.share;
  const told = figures ? hearToldLimit(before.told, figures, accepted, now) : before.told;
  if (answer?.status === 429) {
    const asked_ms = askedWait(answer, wall);
    const waited = share && hearWait(share, asked_ms, figures);
    const state = { ...before, concurrency, told, share: waited };
    return isGuide(waited)
      ? recordRefusal(state, asked_ms, { now, wall })
      : recordLesson(state, asked_ms, { now, wall });
  }
  const budget = budgetAfter(before, { concurrency, share }, isGuide(share) ? figures : null, now);
  if (answer === null || isServerTrouble(answer.status)) {
    const asked_ms = askedWait(answer, wall);
    const availability = countUnanswered(before.availability, { asked_ms, attempt }, now);
    const known = isSilent(availability) ? forgetEstimate(budget, availability.paused_until) : budget;
    const learnt = passAtPace(before.learnt);
    const fewer = countUnheard(concurrency, availability.unanswered);
    return { ...before, concurrency: fewer, share, told, budget: known, availability, learnt };
  }
  const heard = figures
    ? { concurrency, budget, share, told }
    : { concurrency, budget, share: null, told: null };
  return recordSuccess(before, heard, now);
}

/** The budget after an answer with these figures, null for none that count. */
function budgetAfter(
  { budget, learnt }: RateLimitState,
  { concurrency, share }: Pick<RateLimitState, 'concurrency' | 'share'>,
  figures: LimitFigures | null,
  now: number,
): Budget {
  // What was on its way at the last lesson says nothing of what came after: one request still goes ahead alone.
  if (figures === null && learnt.outstanding > 0) return budget;
  const refilled_at = figures && share && refilledAt(share, figures.reset_ms, now);
  return observeLimit(budget, figures, concurrency.in_flight, now, refilled_at);
}

/** Written out, because it is done for each row. See docs/decisions/2026-11-26-no-spread-per-row.md. */
function recordSuccess(
  { availability, learnt, spacing, interval_ms, next_start }: RateLimitState,
  { concurrency, budget, share, told }: Pick<RateLimitState, 'concurrency' | 'budget' | 'share' | 'told'>,
  now: number,
): RateLimitState {
  // A success from before the last lesson does not end the refusals.
  const isGuided = isGuide(share);
  const isOld = !isGuided && learnt.outstanding > 0;
  return {
    concurrency: countSuccess(concurrency),
    budget: gainConfidence(budget),
    availability: isOld ? availability : endTrouble(availability),
    share,
    // Counted down there, too: else a later answer would be taken for an old one, and the run would wait for ever.
    learnt: isGuided
      ? passAtPace(learnt)
      : learntAfter(learnt, isPaused(availability, now), mostPerMs(share), now),
    told,
    spacing,
    interval_ms,
    next_start,
  };
}

const learntAfter = (learnt: LearntPace, isPaused: boolean, most_per_ms: number, now: number): LearntPace =>
  capPace(acceptAtPace(learnt, isPaused, now), most_per_ms, now);

/** Requests that were in flight together are refused together: only the first refusal halves the limit. */
function recordRefusal(state: RateLimitState, asked_ms: number, at: ClockTimes): RateLimitState {
  const { now } = at;
  const availability = pauseForRefusal(state.availability, asked_ms, at);
  const budget = forgetEstimate(state.budget, availability.paused_until);
  const learnt = passAtPace(state.learnt);
  if (isPaused(state.availability, now)) return { ...state, budget, availability, learnt };
  const concurrency = halveLimit(state.concurrency);
  const share = state.share && hearRefusal(state.share);
  const next = { ...state, concurrency, budget: loseConfidence(budget), availability, learnt, share };
  return isGuide(share)
    ? next
    : { ...next, learnt: beginAtPace(toldPerMs(share), concurrency.in_flight, now) };
}

/**
 * A refusal where the API tells no figures: the pace learns from it. While the pace has not proven itself, and when
 * one refusal follows another, the limit of requests at once is halved and one request goes ahead, as with figures.
 * See docs/decisions/2026-11-26-fair-pacing.md.
 */
function recordLesson(state: RateLimitState, asked_ms: number, at: ClockTimes): RateLimitState {
  const { now } = at;
  const { concurrency, budget, availability, learnt } = state;
  const isLesson = learnt.outstanding === 0;
  if (!isLesson && asked_ms === 0) return { ...state, learnt: passAtPace(learnt) };
  const next = {
    ...state,
    availability: pauseForRefusal(
      availability,
      asked_ms,
      at,
      asked_ms > 0 ? undefined : pausesAtPace(learnt, now),
    ),
    learnt: refuseAtPace(learnt, asked_ms, concurrency.in_flight, now),
  };
  // Not of one that goes ahead alone: nothing would start after it.
  const isExpected = isProven(learnt) && learnt.refusals === 0 && budget.estimate === null;
  if (isExpected) return next;
  return {
    ...next,
    budget: forgetEstimate(budget, next.availability.paused_until),
    concurrency: isLesson && !isPaused(availability, now) ? halveLimit(concurrency) : concurrency,
  };
}

/** Milliseconds that an answer asks to wait; 0 for none, for a reset in the past, and for that of another limit. */
const askedWait = (answer: AnswerHead | null, wall: number): number =>
  answer ? 1_000 * (retryAfter(answer.status, answer.headers, wall, 0) ?? 0) : 0;
