/*
 * What a run knows of the API's rate limit, and what follows from it. README.md says what is where;
 * record-answer.ts says what an answer changes of each part. All are values; the timers are in gate.ts.
 *
 * An example with `--concurrency 8`, which test/runs/rate-limit/rate-limit.test.ts walks through:
 *
 *    0.0 s  One request starts alone: nothing is known yet.
 *    0.1 s  200, limit 60, remaining 20, reset in 40 s. The budget is 20 and refills by
 *           (60 - 20 - 1) / 40 = 0.975 a second. Eight start, which leaves 12.
 *    0.2 s  429, x-ratelimit-remaining: 0, x-ratelimit-reset: 4. Nothing starts before 4.2 s, the time that
 *           the API named. The concurrency limit falls from 8 to 4, the confidence in the API's figures from 1
 *           to 0.25, and the budget is forgotten. The other seven are refused as well; they were on their way
 *           together, so that halves nothing again.
 *    4.2 s  One request starts, and the others wait for its answer.
 *    4.3 s  200, limit 60, remaining 3, reset in 55 s. Three more start, although four may be in flight: the
 *           budget is the narrower of the two. It refills by 0.25 * (60 - 3 - 1) / 55 = 0.255 a second, so the
 *           next one starts 3.93 s later. After four successes the concurrency limit is 5, and each of them
 *           has brought half a percent of the confidence back.
 *
 * Had the one at 4.2 s been refused as well, without a time: 1 s until the next, then 2 s, up to 16 s.
 */

import { LONGEST_WAIT_MS } from '../../api/http/retries/retry-after.ts';
import type { Rate } from '../../validation/numbers.ts';
import { type Budget, createBudget, nextAffordable, spendRequest } from './budget.ts';
import { addRequest, type Concurrency, createConcurrency, isFull } from './concurrency.ts';
import { type FairShare, isGuide, sharePerMs } from './fair-share.ts';
import { createLearntPace, type LearntPace, startAtPace, startsPerMs } from './learnt/learnt-pace.ts';
import { type Availability, createAvailability, isAway, isLimitedTooLong, isPaused } from './pauses.ts';
import { createSpacing, nextDue, type Spacing, spaceOut } from './spacing.ts';
import type { ToldLimit } from './told-limit.ts';

/** The state of the rate limiter. Times are in ms of the monotonic clock. */
export interface RateLimitState {
  readonly concurrency: Concurrency;
  readonly budget: Budget;
  readonly availability: Availability;
  /** Null while the API tells no figures. Then, and where they are of a few seconds, the learnt pace applies. */
  readonly share: FairShare | null;
  readonly learnt: LearntPace;
  readonly told: ToldLimit | null;
  readonly spacing: Spacing;
  /** By `--rate`: milliseconds between two starts, and the earliest next start. */
  readonly interval_ms: number;
  readonly next_start: number;
}

/** Why all workers wait: the API refused a request, does not answer, its budget is used up, or `--rate` applies. */
export type WaitReason = 'rate-limited' | 'silent' | 'paced' | 'rate';

/** The earliest next start: in the past when one is possible now, Infinity when only an answer can change it. */
export interface StartDecision {
  readonly until: number;
  readonly why: WaitReason | 'busy';
}

/** The state at the start of a run with `concurrency` requests at once and, by `--rate`, evenly spaced starts. */
export const createRateLimit = (concurrency: number, rate?: Rate): RateLimitState => ({
  concurrency: createConcurrency(concurrency),
  budget: createBudget(),
  availability: createAvailability(),
  share: null,
  learnt: createLearntPace(),
  told: null,
  spacing: createSpacing(),
  interval_ms: rate ? rate.per_ms / rate.count : 0,
  next_start: -Infinity,
});

/** Decides whether one more request may start at `now`, or until when all workers wait and why. */
export function decideStart(state: RateLimitState, now: number): StartDecision {
  const { concurrency, budget, availability, next_start } = state;
  if (isPaused(availability, now)) return { until: availability.paused_until, why: availability.paused_for };
  if (isFull(concurrency)) return { until: Infinity, why: 'busy' };
  const due = nextDue(state.spacing, pacePerMs(state, now));
  const paced = Math.max(nextAffordable(budget, now), due);
  if (paced > Math.max(now, next_start)) return { until: paced, why: 'paced' };
  return { until: next_start, why: 'rate' };
}

/** The pace that the API's limit sets, in requests a millisecond; Infinity where nothing is held back. */
const pacePerMs = ({ share, learnt }: RateLimitState, now: number): number =>
  isGuide(share) ? sharePerMs(share, now) : startsPerMs(learnt, now);

/** Records a started request. */
export function recordStart(state: RateLimitState, now: number): RateLimitState {
  const { availability, share, told, interval_ms } = state;
  const concurrency = addRequest(state.concurrency);
  const budget = spendRequest(state.budget, concurrency.in_flight, now);
  const per_ms = pacePerMs(state, now);
  const learnt = startAtPace(state.learnt, nextDue(state.spacing, per_ms), now);
  const spacing = spaceOut(state.spacing, per_ms, now);
  // Counted from the actual start: a late start is not compensated, so no window holds more.
  const next_start = now + interval_ms;
  return { concurrency, budget, availability, share, learnt, told, spacing, interval_ms, next_start };
}

/** Why a run gives up: the API asks for too long a wait, or stays unreachable. */
export interface GiveUpReason {
  readonly why: 'wait' | 'away';
  /** Milliseconds after which it may be tried again; null when the API named none, or what it named is over. */
  readonly wait_ms: number | null;
}

/** The reason to give up at `now`; null when there is none. */
export function decideGiveUp(state: RateLimitState, now: number): GiveUpReason | null {
  const { availability } = state;
  if (isAway(availability, now)) return { why: 'away', wait_ms: null };
  const { until, why } = decideStart(state, now);
  const wait_ms = until < Infinity && why !== 'rate' ? until - now : 0;
  const isTooLong = wait_ms > LONGEST_WAIT_MS || isLimitedTooLong(availability, now);
  return isTooLong ? { why: 'wait', wait_ms: wait_ms || null } : null;
}
