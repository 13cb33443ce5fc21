import { Temporal } from 'temporal-polyfill';
import { type DateFormat, dateFormat, INSTANT, ISO_DATES } from '../dates/date-format.ts';
import { isOtherYear } from '../dates/days-and-years.ts';
import type { ReadingOptions } from '../reading-options.ts';

/** Whether a time has come: `zone` where that is not so everywhere on earth, `bad` for a text that says no time. */
export type Moment = 'due' | 'later' | 'zone' | 'bad';

/** Where a day ends first, and where it ends last. */
const EARLIEST = '+14:00';
const LATEST = '-12:00';

const MIDNIGHT = /^24:00(?::00(?:\.0{1,9})?)?$/;

/**
 * Says of days and instants whether they have come.
 * See docs/decisions/2026-11-26-temporal.md.
 */
export class Calendar {
  readonly #now: Temporal.Instant;
  readonly #zone: string | null;
  readonly #format: DateFormat;
  readonly #onJudged: NonNullable<ReadingOptions['onJudged']>;
  /** The year in which years of two digits are read. */
  readonly thisYear: number;

  /**
   * `now` in milliseconds since 1970. `zone`: where days end; null where no zone is known. `onJudged`: told each time
   * that has come or has not.
   */
  constructor(
    now: number,
    zone: string | null,
    format: DateFormat | null,
    onJudged: ReadingOptions['onJudged'] = () => {},
  ) {
    this.#now = Temporal.Instant.fromEpochMilliseconds(now);
    this.#zone = zone;
    this.#format = format ?? ISO_DATES;
    this.#onJudged = onJudged;
    this.thisYear = new Date(now).getUTCFullYear();
  }

  /** Whether the day of a cell is over. */
  lastDay(cell: string): Moment {
    return this.#momentOf(this.#dateOf(cell));
  }

  /** The same of a day written as `YYYY-MM-DD`, whatever the format of the file. */
  isoDay(text: string): Moment {
    return this.#momentOf(this.#ofOurYears(orNull(() => Temporal.PlainDate.from(text))));
  }

  /** The day of a cell as `YYYY-MM-DD`; null for a text that says none. */
  isoDate(cell: string): string | null {
    return this.#dateOf(cell)?.toString() ?? null;
  }

  #momentOf(date: Temporal.PlainDate | null): Moment {
    if (date === null) return 'bad';
    if (this.#zone !== null) return this.#isOver(date, this.#zone) ? 'due' : 'later';
    if (this.#isOver(date, LATEST)) return 'due';
    return this.#isOver(date, EARLIEST) ? 'zone' : 'later';
  }

  /** Whether an instant has come. */
  effectiveAt(cell: string): Moment {
    const instant = instantOf(cell);
    if (instant === null || isOtherYear(yearOf(instant), this.thisYear)) return 'bad';
    return this.#hasCome(instant) ? 'due' : 'later';
  }

  #hasCome(instant: Temporal.Instant): boolean {
    const hasCome = Temporal.Instant.compare(instant, this.#now) <= 0;
    this.#onJudged(instant.epochMilliseconds, hasCome);
    return hasCome;
  }

  /** A day is over where the next one begins, which is not at midnight where summer time begins then. */
  #isOver(date: Temporal.PlainDate, zone: string): boolean {
    return this.#hasCome(date.add({ days: 1 }).toZonedDateTime(zone).toInstant());
  }

  #dateOf(cell: string): Temporal.PlainDate | null {
    const fields = this.#format.read(cell, this.thisYear);
    return fields && this.#ofOurYears(orNull(() => Temporal.PlainDate.from(fields, { overflow: 'reject' })));
  }

  /** The day that begins in the zone at an instant, as programs write it in another one: `2026-11-24T23:00Z`. */
  dayBegunAt(cell: string): readonly string[] {
    const begun = this.#zone === null ? undefined : instantOf(cell)?.toZonedDateTimeISO(this.#zone);
    return begun?.equals(begun.startOfDay()) ? [begun.toPlainDate().toString()] : [];
  }

  /** What lies in another year is no last day, although it can be read. */
  #ofOurYears(date: Temporal.PlainDate | null): Temporal.PlainDate | null {
    return date === null || isOtherYear(date.year, this.thisYear) ? null : date;
  }
}

/** The calendar that a call asks for. */
export const createCalendar = (reading: ReadingOptions): Calendar => {
  const { now = 0, zone = null, dateFormat: format, onJudged } = reading;
  return new Calendar(now, zone, format === undefined ? null : dateFormat(format), onJudged);
};

/** The instant of a text with an offset, in milliseconds since 1970; null for any other text. */
export const millisecondsOf = (text: string): number | null => instantOf(text)?.epochMilliseconds ?? null;

/**
 * When a day written as `YYYY-MM-DD` begins or ends in a zone, in milliseconds since 1970; null where the text is no
 * such day, or the zone is not known here.
 */
export const edgeOfDay = (day: string, zone: string, edge: 'begin' | 'end'): number | null =>
  orNull(
    () =>
      Temporal.PlainDate.from(day)
        .add({ days: edge === 'end' ? 1 : 0 })
        .toZonedDateTime(zone).epochMilliseconds,
  );

const yearOf = (instant: Temporal.Instant): number => new Date(instant.epochMilliseconds).getUTCFullYear();

/** 24:00 is the end of a day, which the library does not read. */
function instantOf(text: string): Temporal.Instant | null {
  const [, date = '', time = '', offset = ''] = INSTANT.exec(text) ?? [];
  if (date === '') return null;
  const isEnd = MIDNIGHT.test(time);
  const instant = orNull(() => Temporal.Instant.from(`${date}T${isEnd ? '00:00' : time}${offset}`));
  return isEnd ? (instant?.add({ hours: 24 }) ?? null) : instant;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
