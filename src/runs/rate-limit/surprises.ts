/**
 * Refusals soon after each other, with few successes between them, although the API tells how many are left: its
 * figures do not keep the run from being refused. So it is where runs are told the same and wake together.
 *
 * An example: two runs begin at once on 20 a second. Both are told that all is back in a second, wait for it, and send
 * what the bucket then holds at once: each has ten accepted and the next ones refused, second after second. After five
 * of these the pace is learnt instead, beginning with the ten a second that got through; then the requests are so
 * spread that the bucket is soon proven.
 */
export interface Surprises {
  readonly count: number;
  /** When the last one was, and how many were accepted since. */
  readonly at: number;
  readonly accepted: number;
  /** When the first one was, and how many were accepted since. */
  readonly since: number;
  readonly accepted_since: number;
}

const MANY = 5;
// Few are less than the limit lets through in a second, and less than 50.
const FEW = { ms: 1_000, most: 50 };
// A window that ends later is refused once in a while.
const SOON_MS = 5_000;
// A slower limit gives too few answers to learn a pace from.
const SLOWEST_PER_MS = 2 / 1_000;

export const noSurprises: Surprises = { count: 0, at: 0, accepted: 0, since: 0, accepted_since: 0 };

export const areMany = ({ count }: Surprises): boolean => count >= MANY;

export const countAccepted = ({ count, at, accepted, since, accepted_since }: Surprises): Surprises => ({
  count,
  at,
  accepted: accepted + 1,
  since,
  accepted_since: accepted_since + 1,
});

/** Counts a refusal at `now` by a limit of `per_ms`; those that were in flight together are one. */
export function countRefusal(before: Surprises, per_ms: number, now: number): Surprises {
  const { count, at, accepted, since, accepted_since } = before;
  const isFew = per_ms >= SLOWEST_PER_MS && accepted < Math.min(FEW.most, FEW.ms * per_ms);
  const isNext = isFew && count > 0 && now - at <= SOON_MS;
  if (isNext) return { count: count + 1, at: now, accepted: 0, since, accepted_since };
  return { count: isFew ? 1 : 0, at: now, accepted: 0, since: now, accepted_since: 0 };
}

/** The pace that the API let through since the first one, in requests a millisecond. */
export const acceptedPerMs = ({ since, accepted_since }: Surprises, now: number): number =>
  accepted_since / Math.max(1, now - since);
