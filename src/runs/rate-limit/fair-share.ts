import { isOfOtherLimit } from '../../api/http/retries/retry-after.ts';
import { type BucketProof, type Heard, noProof, proveBucket } from './bucket-proof.ts';
import { type LimitFigures, SMALL_LIMIT } from './limit-headers.ts';
import { LONG_WAIT_MS } from './pauses.ts';
import { SLOWEST_PER_MS } from './spacing.ts';
import {
  hasTold,
  hearSeconds,
  hearWaitInSeconds,
  isOfSecond,
  mostOfSeconds,
  noSeconds,
  secondsOf,
  secondsPerMs,
  type ToldSeconds,
} from './window/told-seconds.ts';
import {
  askAnewAt,
  hearWaitInWindow,
  hearWindow,
  isShortWindow,
  type ToldWindow,
} from './window/told-window.ts';
import { isPaced, windowPerMs } from './window/window-pace.ts';

/**
 * The pace where the API tells what is left of a bucket: the less is left, the slower. All runs that share a limit are
 * told the same, so all go at the same pace, whatever they did before, and what is left settles where their paces add
 * up to the refill. Nothing is learnt, and no request need be refused first.
 *
 * An example: 100 a minute, which is one in 0.6 s, with a reserve of 6. One run goes at
 * `100 / min * (remaining + 0.5) / 6`:
 *
 *    remaining   one start in
 *           60   nothing is held back: more than half is left
 *           12   0.29 s   far faster than the refill: what is left falls
 *            6   0.55 s
 *            5   0.65 s   one run needs 0.6 s: it stays between 5 and 6
 *            2   1.44 s   two runs need 1.2 s each: they stay between 2 and 3
 *            0   7.20 s   eight runs need 4.8 s each: hardly anything is left over, and some are refused
 *
 * The share applies to proven buckets alone; a window is spent at the pace of window/window-pace.ts.
 * See docs/decisions/2026-11-26-fair-pacing.md.
 */
export interface FairShare {
  readonly limit: number;
  readonly remaining: number;
  /** The most that was ever left. */
  readonly most: number;
  /** How many can be left at once, as far as the figures show. */
  readonly room: number;
  /** The refill, in requests a millisecond. */
  readonly refill_per_ms: number;
  readonly proof: BucketProof;
  /** True once the API asked for a long wait, which no bucket needs. */
  readonly isWindow: boolean;
  /** True once the API refused although more than one was left: another limit than this one did. */
  readonly isOther: boolean;
  readonly window: ToldWindow | null;
  readonly seconds: ToldSeconds;
}

// The documented limits are for a minute: https://docs.aitronos.com/docs/documentation/rate-limiting
const MINUTE = 60_000;
const SHORTEST_RESET_MS = 1_000;
// What one run alone leaves unused: 3 % of the limit, but 6 to 24 requests.
const RESERVE = { least: 6, most: 24, per_limit: 0.03 };
// Where hardly any can be left, a reserve of all of them would never be reached. A small limit may be all that there is
// room for: then what is left is spent at once, and the next start, which comes after twice the reserve and up to a
// quarter more, must come before the bucket is full again.
const OF_ROOM = { usual: 0.7, small: 0.35 };

const NOTHING_HEARD = {
  most: 0,
  room: 0,
  refill_per_ms: 0,
  proof: noProof,
  isWindow: false,
  isOther: false,
  window: null,
  seconds: noSeconds,
};

/** Takes in the figures of an answer. */
export function hearLimit(before: FairShare | null, told: LimitFigures, heard: Heard): FairShare {
  const { limit, remaining, reset_ms, vague_ms } = told;
  const known = before ?? NOTHING_HEARD;
  const most = Math.max(known.most, remaining);
  const refill_per_ms = Math.max(known.refill_per_ms, leastRefill(told, most));
  const room = Math.max(known.room, remaining + 0.5, remaining + (reset_ms - vague_ms) * refill_per_ms);
  const proof = proveBucket(known.proof, told, heard);
  const window = hearWindow(known.window, told, heard);
  const seconds = hearSeconds(known.seconds, told, heard, secondsIn(known));
  const { isWindow, isOther } = known;
  return { limit, remaining, most, room, refill_per_ms, proof, isWindow, isOther, window, seconds };
}

/**
 * The refill at least: the limit in a minute, and what was ever left by the reset. A small limit is refilled by the
 * reset.
 */
function leastRefill({ limit, remaining, reset_ms }: LimitFigures, most: number): number {
  const isSmall = limit < SMALL_LIMIT && remaining <= limit / 2;
  const back = isSmall ? Math.max(limit, most) - remaining : most - remaining;
  return Math.max(limit / MINUTE, back / Math.max(SHORTEST_RESET_MS, reset_ms));
}

/** Takes in how long the API asked to wait after a refusal, in ms, and what its figures told with it. */
export function hearWait(share: FairShare, asked_ms: number, told: LimitFigures | null): FairShare {
  const window =
    share.window && told && asked_ms > 0 ? hearWaitInWindow(share.window, asked_ms, told) : share.window;
  const seconds = hearWaitInSeconds(share.seconds, asked_ms);
  const isWindow = share.isWindow || asked_ms > LONG_WAIT_MS;
  return {
    ...share,
    window,
    seconds,
    isWindow,
    isOther: share.isOther || isOfOtherLimit(told?.remaining ?? 0),
  };
}

/** Takes in a refusal. */
export const hearRefusal = (share: FairShare): FairShare => ({
  ...share,
  seconds: { ...share.seconds, isRefused: true },
});

/** The pace in requests a millisecond; Infinity while nothing is held back. */
export function sharePerMs(share: FairShare, now: number): number {
  const { limit, remaining, room, refill_per_ms, proof, window } = share;
  if (isOfWindow(share)) return window === null ? Infinity : windowPerMs(window, limit, now);
  if (!proof.isProven || remaining > limit / 2) return Infinity;
  const reachable = (limit < SMALL_LIMIT ? OF_ROOM.small : OF_ROOM.usual) * room;
  const reserve = Math.min(RESERVE.most, Math.max(RESERVE.least, RESERVE.per_limit * limit), reachable);
  return Math.max(SLOWEST_PER_MS, (refill_per_ms * (remaining + 0.5)) / reserve);
}

/** True where the figures set the pace, and not what was learnt: those of a few seconds do not. */
export const isGuide = (share: FairShare | null): share is FairShare =>
  share !== null && !share.isOther && (share.isWindow || !isLearnt(share));

function isLearnt(share: FairShare): boolean {
  const { seconds, limit, proof } = share;
  return isShort(share) ? seconds.isRefused : isOfSecond(seconds, limit, proof.isProven);
}

type Short = Pick<FairShare, 'proof' | 'window' | 'seconds'>;

const isShort = ({ proof, window, seconds }: Short): boolean =>
  !proof.isProven && window !== null && isShortWindow(window) && hasTold(seconds);

/** In how many seconds the limit is given back: one, unless it is that of a short window. */
const secondsIn = (share: Short): number => (isShort(share) ? secondsOf(share.seconds) : 1);

/** The pace to begin with where it is learnt, in requests a millisecond; Infinity where nothing is told. */
export const toldPerMs = (share: FairShare | null): number =>
  share === null ? Infinity : secondsPerMs(share.limit, secondsIn(share));

/** The most that one run sends where they do not, in requests a millisecond; Infinity where nothing is told. */
export const mostPerMs = (share: FairShare | null): number =>
  share === null || share.isOther ? Infinity : mostOfSeconds(share.seconds, share.limit, secondsIn(share));

/**
 * When more of a window may be there than was left; null where the limit is no window of some seconds up to about a
 * minute.
 */
export function refilledAt(share: FairShare, reset_ms: number, now: number): number | null {
  const { window, limit, remaining } = share;
  if (!isOfWindow(share) || window === null || !isPaced(window, limit)) return null;
  return askAnewAt(window, reset_ms / Math.max(1, limit - remaining), now);
}

/** True where a wait or a window that was given back at once shows a window. */
const isOfWindow = ({ isWindow, window, proof }: FairShare): boolean =>
  isWindow || (window?.isGivenBack === true && !proof.isProven);
