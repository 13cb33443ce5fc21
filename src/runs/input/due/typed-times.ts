import { Temporal } from 'temporal-polyfill';
import { edgeOfDay, millisecondsOf } from './calendar.ts';
import { isDay } from './days.ts';

/** The first and the last millisecond, since 1970, of a day or of an instant. */
export interface TypedTime {
  readonly first: number;
  readonly last: number;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;

/**
 * Reads a day, whose begin and end depend on the zone, or an instant with an offset; a time without one is in the zone.
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
  const first = at ?? edgeOfDay(day, zone, 'begin');
  const end = edgeOfDay(day, zone, 'end');
  if (first === null || end === null) return 'bad';
  return { first, last: at ?? end - 1 };
}

function localTime(day: string, time: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' }).toZonedDateTime(zone)
      .epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
