import { Temporal } from 'temporal-polyfill';
import { millisecondsOf } from './calendar.ts';

/** The first and the last millisecond, since 1970, of a day or of an instant. */
export interface TypedTime {
  readonly first: number;
  readonly last: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;

/**
 * Reads a day, whose begin and end depend on the zone, or an instant with an offset; a time without one is in the zone.
 * `zone` where none is known and one is needed; `bad` for a text that is neither.
 */
export function typedTime(text: string, zone: string | null): TypedTime | 'zone' | 'bad' {
  const instant = millisecondsOf(text);
  if (instant !== null) return { first: instant, last: instant };
  const [, date, time] = LOCAL.exec(text) ?? [];
  if (date === undefined && !DAY.test(text)) return 'bad';
  try {
    const day = Temporal.PlainDate.from(date ?? text, { overflow: 'reject' });
    const clock = time === undefined ? null : Temporal.PlainTime.from(time, { overflow: 'reject' });
    if (zone === null) return 'zone';
    if (clock !== null) {
      const at = day.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds;
      return { first: at, last: at };
    }
    const begin = (each: Temporal.PlainDate) => each.toZonedDateTime(zone).epochMilliseconds;
    return { first: begin(day), last: begin(day.add({ days: 1 })) - 1 };
  } catch (error) {
    if (error instanceof RangeError) return 'bad';
    throw error;
  }
}
