import { type LimitFigures, SMALL_LIMIT } from './limit-headers.ts';

/** The limit that the API's headers name, and what may speak against its being one of a minute. */
export interface ToldLimit {
  readonly limit: number;
  /** When it was first heard, in ms of the monotonic clock, and how many requests were accepted since. */
  readonly since: number;
  readonly accepted: number;
  readonly longest_reset_ms: number;
}

/** The limit in the API's own figure; `unit` is null where it cannot be one of a minute. */
export interface NamedLimit {
  readonly count: number;
  readonly unit: 'min' | null;
}

// The headers name no unit, the documented limits are for a minute:
// https://docs.aitronos.com/docs/documentation/rate-limiting
const MINUTE = 60_000;
// A small limit that comes back so soon is one of seconds.
const SOON_MS = 15_000;

/** Takes in the figures of an answer; those that name no limit change nothing. */
export function hearToldLimit(
  before: ToldLimit | null,
  { limit, isLimitTold, reset_ms }: LimitFigures,
  accepted: boolean,
  now: number,
): ToldLimit | null {
  if (!isLimitTold) return before;
  if (before?.limit !== limit) return { limit, since: now, accepted: 0, longest_reset_ms: reset_ms };
  return {
    limit,
    since: before.since,
    accepted: before.accepted + (accepted ? 1 : 0),
    longest_reset_ms: Math.max(before.longest_reset_ms, reset_ms),
  };
}

/**
 * The limit as of `now`. A limit of a minute lets its own number through in each minute, and once more at either end;
 * whatever it has in store, all of it is back after two minutes.
 */
export function nameLimit({ limit, since, accepted, longest_reset_ms }: ToldLimit, now: number): NamedLimit {
  const isTooMany = accepted > limit * ((now - since) / MINUTE + 2);
  const isTooLong = longest_reset_ms > 2 * MINUTE;
  const isTooShort = limit < SMALL_LIMIT && longest_reset_ms < SOON_MS;
  return { count: limit, unit: isTooMany || isTooLong || isTooShort ? null : 'min' };
}
