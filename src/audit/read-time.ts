import { type CliError, EMPTY_VALUE, usageError } from '../errors/cli-errors.ts';
import { daysOf } from '../runs/input/dates/date-readings.ts';
import { isDay } from '../runs/input/dates/days-and-years.ts';
import { EARLIEST_ZONE, LATEST_ZONE, type TypedTime, typedTime } from '../runs/input/due/calendar.ts';
import { BadValue } from '../validation/bad-value.ts';
import { meantDays } from './meant-days.ts';

/** A year near whose end every year of two digits is one since 2000. */
const CENTURY_OF_AUDITS = 2080;

/**
 * Reads a day or an instant; `now`, in milliseconds, is for what is said of neither. Throws `CliError` (usage), also
 * for a day where no zone is known.
 */
export function readTime(option: string, text: string, zone: string | null, now: number): TypedTime {
  const found = typedTime(text.trim(), zone);
  if (found === 'zone') {
    throw usageError(
      `${option} ${text}: a day does not begin everywhere at once, and no time zone is known`,
      'say where it counts: `--time-zone Europe/Zurich`, AITRONOS_TIME_ZONE or `aitronos config set time-zone <zone>`',
    );
  }
  if (found !== 'bad') return found;
  const days = daysOf(text, CENTURY_OF_AUDITS).filter(isDay);
  const { message } = new BadValue(
    'a day such as 2026-11-20, or an instant such as 2026-11-20T12:00:00Z',
    text,
    days.length > 0 ? days : meantDays(text, now),
  );
  throw usageError(`${option}: ${message}`, text === '' ? EMPTY_VALUE : null);
}

/** That a period ends before it begins. */
export const endsTooEarly = (since: string | undefined | null, until: string | undefined | null): CliError =>
  usageError(`--since ${since} is after --until ${until}: nothing is in between`, 'swap them');

/** A time whose zone may matter. */
export interface ReadTime {
  /** As it is where days begin first, and where they begin last: the same for an instant, or where a zone is known. */
  readonly earliest: TypedTime;
  readonly latest: TypedTime;
  /** Throws `CliError` (usage): a zone is needed. */
  readonly needZone: () => never;
}

/** Reads a day or an instant, of which the zone may turn out not to matter. Throws `CliError` (usage) for neither. */
export function readTimeAnywhere(option: string, text: string, zone: string | null, now: number): ReadTime {
  const read = (place: string) => readTime(option, text, zone ?? place, now);
  const needZone = () => {
    readTime(option, text, null, now);
    throw new Error(`${option} ${text} needs no zone`);
  };
  return { earliest: read(EARLIEST_ZONE), latest: read(LATEST_ZONE), needZone };
}
