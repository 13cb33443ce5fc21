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

/**
 * The period from the beginning of `since` to the end of `until`, which are days in `zone` or instants; null for an
 * open side. Throws `CliError` (usage) for what is no time, and for a period that ends before it begins.
 */
export function reportPeriod(since: string | null, until: string | null, zone: string | null): ReportPeriod {
  const from = since === null ? null : readTimeAnywhere('--since', since, zone);
  const to = until === null ? null : readTimeAnywhere('--until', until, zone);
  const first = from?.earliest.first ?? Number.NEGATIVE_INFINITY;
  const last = to?.latest.last ?? Number.POSITIVE_INFINITY;
  if (from !== null && to !== null && from.earliest.first > to.earliest.last) {
    throw usageError(`--since ${since} is after --until ${until}: nothing is in between`, 'turn them round');
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
