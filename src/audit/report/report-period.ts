import { usageError } from '../../errors/cli-errors.ts';
import { edgeOfDay, millisecondsOf } from '../../runs/input/due/calendar.ts';
import { isDay } from '../../validation/days.ts';

/** A period in milliseconds since 1970, its end not included, and what was asked for in words. */
export interface ReportPeriod {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/**
 * The period from the beginning of `since` to the end of `until`, which are days in `zone` or times; null for an open
 * side. Throws `CliError` (usage) for a period that ends before it begins.
 */
export function reportPeriod(since: string | null, until: string | null, zone: string): ReportPeriod {
  const from = since === null ? Number.NEGATIVE_INFINITY : instantOf(since, zone, 'begin');
  const to = until === null ? Number.POSITIVE_INFINITY : instantOf(until, zone, 'end');
  if (from >= to) {
    throw usageError(`--since ${since} is after --until ${until}`, 'the period ends with the day of --until');
  }
  const words = [since === null ? '' : `since ${since}`, until === null ? '' : `until ${until}`];
  return { from, to, words: `runs ${words.filter((part) => part !== '').join(' ')} (days in ${zone})` };
}

function instantOf(text: string, zone: string, edge: 'begin' | 'end'): number {
  const instant = isDay(text) ? edgeOfDay(text, zone, edge) : millisecondsOf(text);
  if (instant === null) throw usageError(`there is no ${text} in ${zone}`);
  return instant;
}
