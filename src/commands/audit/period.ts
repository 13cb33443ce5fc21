import type { Context } from '../../cli/context.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { daysOf } from '../../runs/input/dates/date-readings.ts';
import { type TypedTime, typedTime } from '../../runs/input/due/typed-times.ts';
import { BadValue } from '../../validation/bad-value.ts';

/** What a call says of a period, as it was typed. */
interface PeriodFlags {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** The first and the last millisecond of a period, since 1970; null where it has no begin or no end. */
export interface Period {
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * Reads `--since` and `--until`, both of which count: a day to its end, in the zone of `--time-zone`, its variable or
 * the stored one. Throws `CliError` (usage) for what is no time, for a day without a zone, and for an end before the
 * begin.
 */
export function readPeriod(context: Context, { since, until, timeZone }: PeriodFlags): Period {
  if (since === undefined && until === undefined) return { first: null, last: null };
  const zone = context.setting('time-zone', timeZone).value;
  const first = since === undefined ? null : readTime('--since', since, zone).first;
  const last = until === undefined ? null : readTime('--until', until, zone).last;
  if (first !== null && last !== null && first > last) {
    throw usageError(`--since ${since} is after --until ${until}: nothing is in between`, 'turn them round');
  }
  return { first, last };
}

/** A year near whose end every year of two digits is one since 2000. */
const CENTURY_OF_AUDITS = 2080;

/** Reads a day or an instant. Throws `CliError` (usage), also for a day where no zone is known. */
export function readTime(option: string, text: string, zone: string | null): TypedTime {
  const found = typedTime(text.trim(), zone);
  if (found === 'zone') {
    throw usageError(
      `${option} ${text}: a day does not begin everywhere at once, and no time zone is known`,
      'say where it counts: `--time-zone Europe/Zurich`, AITRONOS_TIME_ZONE or `aitronos config set time-zone <zone>`',
    );
  }
  if (found !== 'bad') return found;
  const { message } = new BadValue(
    'a day such as 2026-11-20, or an instant such as 2026-11-20T12:00:00Z',
    text,
    daysOf(text, CENTURY_OF_AUDITS),
  );
  throw usageError(`${option}: ${message}`);
}
