import { getISO } from 'temporal-polyfill/fns/Calendar';
import { fromString, toZonedDateTime } from 'temporal-polyfill/fns/PlainDateTime';
import { isDay } from '../dates/days-and-years.ts';
import { edgeOfDay, inRange, millisecondsOf } from './calendar.ts';

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
