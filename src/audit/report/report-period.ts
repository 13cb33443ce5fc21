import { usageError } from '../../errors/cli-errors.ts';
import { readTimeAnywhere } from '../read-time.ts';

/** A period in milliseconds since 1970, both ends included, and what was asked for in words. */
export interface ReportPeriod {
  /** Its ends where days begin first, and where they end last. */
  readonly first: number;
  readonly last: number;
  readonly words: string;
  /** Whether a time lies in it. Throws `CliError` (usage) where that depends on a zone and none is known. */
  readonly contains: (time: number) => boolean;
}

/** A period that is asked for: days or instants, null for an open side. */
export interface PeriodRequest {
  readonly since: string | null;
  readonly until: string | null;
  /** Where days begin and end; null where no zone is known. */
  readonly zone: string | null;
  /** The time of the call, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The period from the beginning of `since` to the end of `until`. Throws `CliError` (usage) for what is no time, and
 * for a period that ends before it begins.
 */
export function reportPeriod({ since, until, zone, now }: PeriodRequest): ReportPeriod {
  const from = since === null ? null : readTimeAnywhere('--since', since, zone, now);
  const to = until === null ? null : readTimeAnywhere('--until', until, zone, now);
  const first = from?.earliest.first ?? Number.NEGATIVE_INFINITY;
  const last = to?.latest.last ?? Number.POSITIVE_INFINITY;
  if (from !== null && to !== null && from.earliest.first > to.earliest.last) {
    throw usageError(`--since ${since} is after --until ${until}: nothing is in between`, 'swap them');
  }
  const words = [since === null ? '' : `since ${since}`, until === null ? '' : `until ${until}`];
  return {
    first,
    last,
    words: `runs ${words.filter((part) => part !== '').join(' ')}${zone === null ? '' : ` (days in ${zone})`}`,
    contains(time) {
      if (time < first || time > last) return false;
      if (from !== null && time < from.latest.first) from.needZone();
      if (to !== null && time > to.earliest.last) to.needZone();
      return true;
    },
  };
}
