import type { Heard } from '../bucket-proof.ts';
import type { LimitFigures } from '../limit-headers.ts';

/**
 * Tells a limit of a second, or of up to three that are given back at once, by its resets, which are never longer, once
 * a request was refused. Rounded to seconds they say nothing of when such a window ends, and where two spend at once
 * what is left, who wakes first has all of it. So the pace is even, at first nearly the told limit and never more, and
 * learnt from refusals (learnt/learnt-pace.ts).
 *
 * An example: 20 a second. One run is refused once, goes on at 19 a second, and is hardly ever refused again. When a
 * second run comes, both are refused and go slower, until each has about ten a second.
 *
 * A small bucket tells such resets as well, and may be refilled faster. It shows where more than three quarters of the
 * limit get through in a second, and half stays left. Then the figures count again, and after the next refusal the pace
 * is learnt without that bound.
 */
export interface ToldSeconds {
  /** The longest reset told: the least that it may mean. Infinity where no limit was told with it. */
  readonly longest_ms: number;
  /** True once a refusal asked to wait for more than a second. */
  readonly isLong: boolean;
  /** Since when half is left, and how many were accepted since; for as long as the limit is, at most. */
  readonly since: number;
  readonly accepted: number;
  /** True once more got through than a limit of a second lets. */
  readonly isRefuted: boolean;
  /** True once a request was refused; where more got through since, once the next one was. */
  readonly isRefused: boolean;
}

const SECOND_MS = 1_000;
// Two that begin together on a bucket of little more than a second keep step until its pace is learnt. Once it is
// proven, its figures are the better guide.
const LONGEST_MS = { bucket: SECOND_MS, unproven: 2 * SECOND_MS };
// Such a limit may be one of a minute that tells when the next request may come: too slow to learn a pace from.
const SLOW = { from: 60, below: 120 };
const USED = 0.75;
// At the limit itself, answers that come late have the last requests of a window refused.
const OF_LIMIT = 0.95;

export const noSeconds: ToldSeconds = {
  longest_ms: 0,
  isLong: false,
  since: 0,
  accepted: 0,
  isRefuted: false,
  isRefused: false,
};

/** Takes in the figures of an answer; `seconds`: how long the limit is, as far as is known. */
export function hearSeconds(
  before: ToldSeconds,
  { limit, isLimitTold, remaining, reset_ms, vague_ms }: LimitFigures,
  { accepted, in_flight, now }: Heard,
  seconds: number,
): ToldSeconds {
  // Two seconds, rounded up, are more than one.
  const least_ms = isLimitTold ? reset_ms - Math.max(0, vague_ms - 1) : Infinity;
  const isOver = remaining < limit / 2 || now - before.since > seconds * SECOND_MS;
  const count = isOver ? 0 : before.accepted + (accepted ? 1 : 0);
  // What is on its way may be of a second before. In a longer window that would hide a bucket for good.
  const isMore = count > limit * USED + (seconds > 1 ? 0 : in_flight);
  return {
    longest_ms: Math.max(before.longest_ms, least_ms),
    isLong: before.isLong,
    since: isOver ? now : before.since,
    accepted: count,
    isRefuted: before.isRefuted || isMore,
    isRefused: before.isRefused && (before.isRefuted || !isMore),
  };
}

/** Takes in how long a refusal asked to wait, in ms. */
export const hearWaitInSeconds = (told: ToldSeconds, asked_ms: number): ToldSeconds =>
  asked_ms > SECOND_MS ? { ...told, isLong: true } : told;

/** True where a request was refused whose resets are those of a second; `isBucket`: a bucket is proven. */
export const isOfSecond = (
  { longest_ms, isLong, isRefused }: ToldSeconds,
  limit: number,
  isBucket: boolean,
): boolean =>
  isRefused &&
  !isLong &&
  longest_ms <= LONGEST_MS[isBucket ? 'bucket' : 'unproven'] &&
  !(limit >= SLOW.from && limit < SLOW.below);

/** True where a limit was told in every answer: without one there is no pace to begin with. */
export const hasTold = ({ longest_ms }: ToldSeconds): boolean => longest_ms < Infinity;

/** How many seconds a short window has, by its resets. */
export const secondsOf = ({ longest_ms }: ToldSeconds): number =>
  Math.max(1, Math.ceil(longest_ms / SECOND_MS));

/** The pace to begin with, in requests a millisecond, of a limit of so many seconds. */
export const secondsPerMs = (limit: number, seconds: number): number =>
  (OF_LIMIT * limit) / (seconds * SECOND_MS);

/** The most that one run sends, in requests a millisecond; Infinity where more gets through. */
export const mostOfSeconds = ({ isRefuted }: ToldSeconds, limit: number, seconds: number): number =>
  isRefuted ? Infinity : secondsPerMs(limit, seconds);
