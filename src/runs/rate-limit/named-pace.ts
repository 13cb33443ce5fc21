import type { Rate } from '../../validation/numbers.ts';
import { isGuide } from './fair-share.ts';
import { learntPerMs } from './learnt/learnt-pace.ts';
import type { RateLimitState, WaitReason } from './start-decision.ts';
import { type NamedLimit, nameLimit } from './told-limit.ts';

/** A pace and whose figure it is: that of `--rate`, the API's own, or one that its refusals let this run measure. */
export type Pace =
  | { readonly by: 'rate'; readonly rate: Rate }
  | { readonly by: 'told'; readonly limit: NamedLimit }
  | { readonly by: 'measured'; readonly per_minute: number };

/** The pace that `why` stands for as of `now`; null where the reason is no pace, or its figure is not known. */
export function namePace(
  { told, share, learnt }: RateLimitState,
  why: WaitReason,
  rate: Rate | undefined,
  now: number,
): Pace | null {
  if (why === 'rate') return rate ? { by: 'rate', rate } : null;
  if (why !== 'paced') return null;
  const per_ms = learntPerMs(learnt, now);
  const isTold = isGuide(share) || (per_ms === learnt.most_per_ms && per_ms < Infinity);
  if (isTold) return told && { by: 'told', limit: nameLimit(told, now) };
  return per_ms < Infinity ? { by: 'measured', per_minute: per_ms * 60_000 } : null;
}
