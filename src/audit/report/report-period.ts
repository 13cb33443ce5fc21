import { usageError } from '../../errors/cli-errors.ts';
import { type TypedTime, typedTime } from '../../runs/input/due/typed-times.ts';
import { BadValue } from '../../validation/bad-value.ts';

/** A period in milliseconds since 1970, both ends included, and what was asked for in words. */
export interface ReportPeriod {
  readonly first: number;
  readonly last: number;
  readonly words: string;
}

/**
 * The period from the beginning of `since` to the end of `until`, which are days in `zone` or instants; null for an
 * open side. Throws `CliError` (usage) for what is no time, and for a period that ends before it begins.
 */
export function reportPeriod(since: string | null, until: string | null, zone: string): ReportPeriod {
  const first = since === null ? Number.NEGATIVE_INFINITY : timeOf('--since', since, zone).first;
  const last = until === null ? Number.POSITIVE_INFINITY : timeOf('--until', until, zone).last;
  if (first > last) {
    throw usageError(`--since ${since} is after --until ${until}: nothing is in between`, 'turn them round');
  }
  const words = [since === null ? '' : `since ${since}`, until === null ? '' : `until ${until}`];
  return { first, last, words: `runs ${words.filter((part) => part !== '').join(' ')} (days in ${zone})` };
}

function timeOf(option: string, text: string, zone: string): TypedTime {
  const time = typedTime(text.trim(), zone);
  if (time !== 'bad' && time !== 'zone') return time;
  const { message } = new BadValue(
    'a day such as 2026-03-01, or an instant such as 2026-03-01T12:00:00Z',
    text,
  );
  throw usageError(`${option}: ${message}`);
}
