import { LIMIT_FAMILIES, secondsFrom } from '../../api/http/retries/retry-after.ts';
import type { AnswerHead } from '../../api/http/transport-types.ts';

export interface LimitFigures {
  /** Requests that the API would accept before the reset. */
  readonly remaining: number;
  /** Requests of a full budget; where the API does not tell them, those that remain. */
  readonly limit: number;
  readonly isLimitTold: boolean;
  /** Milliseconds until the budget is full again. */
  readonly reset_ms: number;
  /** By how much `reset_ms` may be too long, because times are rounded up. */
  readonly vague_ms: number;
}

/** A limit below is taken for one of seconds where its figures say so. */
export const SMALL_LIMIT = 60;

const FAMILIES = LIMIT_FAMILIES.filter(({ countsRequests }) => countsRequests);

/**
 * Reads the family of headers that leaves fewest requests; null where none is present. `wall`: ms since 1970, to
 * interpret points in time.
 */
export function readLimit(headers: AnswerHead['headers'], wall: number): LimitFigures | null {
  let lowest: LimitFigures | null = null;
  for (const names of FAMILIES) {
    // Below none, where more were let through than the limit is.
    const remaining = Math.max(0, Number.parseInt(headers[names.remaining] ?? '', 10));
    if (Number.isNaN(remaining)) continue;
    const reset_s = secondsFrom(headers[names.reset], headers, wall);
    // A limit of none, or of less, is how gateways tell that there is no limit.
    const told = Number.parseInt(headers[names.limit] ?? '', 10);
    if (told <= 0 || reset_s === null || (lowest && lowest.remaining <= remaining)) continue;
    const limit = told > 0 ? told : remaining;
    // Whole seconds may have been rounded down to 0.
    const reset_ms = reset_s * 1000 || 1000;
    const vague_ms = vagueness(headers[names.reset] ?? '');
    lowest = { remaining, limit, isLimitTold: told > 0, reset_ms, vague_ms };
  }
  return lowest;
}

/** A span with fractions or milliseconds is exact, whole seconds are not, and still less is a point in time. */
function vagueness(reset: string): number {
  if (/\.\d|ms$/.test(reset.trim())) return 0;
  return /^\d{1,8}s?$/.test(reset.trim()) ? 1_000 : 2_000;
}
