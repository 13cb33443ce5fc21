import { getISO } from 'temporal-polyfill/fns/Calendar';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import { fromString, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { type DateFormat, dateFormat, INSTANT, ISO_DATES } from '../dates/date-format.ts';
import { isDay, isOtherYear } from '../dates/days-and-years.ts';
import type { ReadingOptions } from '../reading-options.ts';

/** Whether a time has come: `zone` where that is not so everywhere on earth, `bad` for a text that says no time. */
export type Moment = 'due' | 'later' | 'zone' | 'bad';

/** Where a day begins and ends first, and where it does last. */
export const EARLIEST_ZONE = '+14:00';
export const LATEST_ZONE = '-12:00';

const MIDNIGHT = /^24:00(?::00(?:\.0{1,9})?)?$/;

/** Says of days and instants whether they have come. See docs/decisions/2026-11-26-temporal.md. */
export class Calendar {
  readonly #now: Instant.Record;
  readonly #zone: string | null;
  readonly #format: DateFormat;
  readonly #onJudged: NonNullable<ReadingOptions['onJudged']>;
  /** The year in which years of two digits are read. */
  readonly thisYear: number;

  constructor({ now = 0, zone = null, dateFormat: format, onJudged = () => {} }: ReadingOptions) {
    this.#now = Instant.fromEpochMilliseconds(now);
    this.#zone = zone;
    this.#format = format === undefined ? ISO_DATES : dateFormat(format);
    this.#onJudged = onJudged;
    this.thisYear = new Date(now).getUTCFullYear();
  }

  /** Whether the day of a cell is over. */
  lastDay(cell: string): Moment {
    return this.#momentOf(this.#dateOf(cell));
  }

  /** The same of a day written as `YYYY-MM-DD`, whatever the format of the file. */
  isoDay(text: string): Moment {
    return this.#momentOf(this.#ofOurYears(inRange(() => PlainDate.fromString(text, getISO))));
  }

  /** The day of a cell as `YYYY-MM-DD`; null for a text that says none. */
  isoDate(cell: string): string | null {
    const date = this.#dateOf(cell);
    return date && PlainDate.toString(date);
  }

  #momentOf(date: PlainDate.Record | null): Moment {
    if (date === null) return 'bad';
    if (this.#zone !== null) return this.#isOver(date, this.#zone) ? 'due' : 'later';
    if (this.#isOver(date, LATEST_ZONE)) return 'due';
    return this.#isOver(date, EARLIEST_ZONE) ? 'zone' : 'later';
  }

  /** Whether an instant has come. */
  effectiveAt(cell: string): Moment {
    const instant = instantOf(cell);
    if (instant === null || isOtherYear(yearOf(instant), this.thisYear)) return 'bad';
    return this.#hasCome(instant) ? 'due' : 'later';
  }

  #hasCome(instant: Instant.Record): boolean {
    const hasCome = Instant.compare(instant, this.#now) <= 0;
    this.#onJudged(instant.epochMilliseconds, hasCome);
    return hasCome;
  }

  /** A day is over where the next one begins, which is not at midnight where summer time begins then. */
  #isOver(date: PlainDate.Record, zone: string): boolean {
    return this.#hasCome(
      ZonedDateTime.toInstant(PlainDate.toZonedDateTime(PlainDate.addDays(date, 1), zone)),
    );
  }

  #dateOf(cell: string): PlainDate.Record | null {
    const fields = this.#format.read(cell, this.thisYear);
    return fields && this.#ofOurYears(inRange(() => PlainDate.fromFields(fields, { overflow: 'reject' })));
  }

  /** The day that begins in the zone at an instant, as programs write it in another one: `2026-11-24T23:00Z`. */
  dayBegunAt(cell: string): readonly string[] {
    const instant = this.#zone === null ? null : instantOf(cell);
    if (this.#zone === null || instant === null) return [];
    const begun = Instant.toZonedDateTimeISO(instant, this.#zone);
    const isBegin = ZonedDateTime.equals(begun, ZonedDateTime.startOfDay(begun));
    return isBegin ? [PlainDate.toString(ZonedDateTime.toPlainDate(begun))] : [];
  }

  /** What lies in another year is no last day, although it can be read. */
  #ofOurYears(date: PlainDate.Record | null): PlainDate.Record | null {
    return date === null || isOtherYear(date.year, this.thisYear) ? null : date;
  }
}

/** The instant of a text with an offset, in milliseconds since 1970; null for any other text. */
export const millisecondsOf = (text: string): number | null => instantOf(text)?.epochMilliseconds ?? null;

/** When a day (`YYYY-MM-DD`) begins or ends in a zone, in milliseconds since 1970; null where either is unknown. */
const edgeOfDay = (day: string, zone: string, edge: 'begin' | 'end'): number | null =>
  inRange(
    () =>
      PlainDate.toZonedDateTime(
        PlainDate.addDays(PlainDate.fromString(day, getISO), edge === 'end' ? 1 : 0),
        zone,
      ).epochMilliseconds,
  );

const yearOf = (instant: Instant.Record): number => new Date(instant.epochMilliseconds).getUTCFullYear();

/** 24:00 is the end of a day, which the library does not read. */
function instantOf(text: string): Instant.Record | null {
  const [, date = '', time = '', offset = ''] = INSTANT.exec(text) ?? [];
  if (date === '') return null;
  const isEnd = MIDNIGHT.test(time);
  const instant = inRange(() => Instant.fromString(`${date}T${isEnd ? '00:00' : time}${offset}`));
  return isEnd && instant ? Instant.addHours(instant, 24) : instant;
}

/** What is read; null for what no calendar has. */
function inRange<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first and the last millisecond, since 1970, of a day or of an instant. */
export interface TypedTime {
  readonly first: number;
  readonly last: number;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;

/**
 * Reads a day, whose begin and end depend on the zone, or an instant with an offset; a time without one is in the zone,
 * both times where its hour comes twice.
 * `zone` where none is known and one is needed; `bad` for a text that is neither.
 */
export function typedTime(text: string, zone: string | null): TypedTime | 'zone' | 'bad' {
  const instant = millisecondsOf(text);
  if (instant !== null) return { first: instant, last: instant };
  const [, day = text, time] = LOCAL.exec(text) ?? [];
  if (!isDay(day)) return 'bad';
  // Without a zone it is still told whether the time is one.
  const at = time === undefined ? null : localTime(day, time, zone ?? 'UTC');
  if (time !== undefined && at === null) return 'bad';
  if (zone === null) return 'zone';
  if (at !== null) return at;
  const first = edgeOfDay(day, zone, 'begin');
  const end = edgeOfDay(day, zone, 'end');
  return first === null || end === null ? 'bad' : { first, last: end - 1 };
}

const localTime = (day: string, time: string, zone: string): TypedTime | null =>
  inRange(() => {
    const local = fromString(`${day}T${time}`, getISO);
    const first = toZonedDateTime(local, zone).epochMilliseconds;
    return { first, last: toZonedDateTime(local, zone, { disambiguation: 'later' }).epochMilliseconds };
  });
