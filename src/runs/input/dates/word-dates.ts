import { foldAccents } from '../../../text/fold-case.ts';
import { dayOf, fullYear, monthsOf, type WrittenDate } from './days-and-years.ts';
import { monthsNamed, needsDay } from './names-of-time.ts';

/** A time of day, which may stand between the day and the year. */
const TIME = /\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?/g;

const YEAR = '(?<year>\\d{4}|\\d{2})(?![\\d:])';
const FULL_YEAR = '(?<year>\\d{4})(?!\\d)';
/** Short names in Thai have two letters, and full stops between them. */
const NAME = '\\p{L}{3,20}|[\\u0e01-\\u0e2e]{2}';
const THAI_STOPS = /(?<=[\u0e00-\u0e7f])\./g;
const MONTH = `(?<![\\p{L}])(?<month>${NAME})`;
const DAY = '(?<!\\d|\\d[.,:/-])(?<day>\\d{1,2})(?!\\d)(?:st|nd|rd|th|er|o)?';
const SIGNS = "[-./,_'\\s]*(?:(?:de|del|of|den) )?";

/** How dates with the name of a month are written; one that is found keeps those behind it from being looked for. */
const PATTERNS = [
  [DAY, SIGNS, `(?<month>${NAME})`, SIGNS, YEAR],
  [FULL_YEAR, SIGNS, MONTH, SIGNS, DAY],
  [MONTH, SIGNS, DAY, "[-./,_'\\s]+(?:\\p{L}{2,4} )?", YEAR],
  ['(?<!\\p{L})(?<month>\\p{L}{4,20})', SIGNS, FULL_YEAR],
  ['^(?:\\p{L}+ ){0,2}', MONTH, SIGNS, FULL_YEAR, '$'],
  ['^', FULL_YEAR, "[-./,'\\s]?", MONTH, '\\.?$'],
  ['^', MONTH, "\\.?[-']", '(?<year>\\d{2})$'],
].map((parts) => new RegExp(parts.join(''), 'gu'));

const WORD = /[a-z\u00c0-\uffff]{3,20}|[\u0e01-\u0e2e]{2}/gi;

/** The dates with the name of a month in a text: `31 Dec 2026`, `Dec 31st, 26`, `1 de enero de 2027`, `Dez 2026`. */
export function wordDatesIn(written: string, thisYear: number): readonly WrittenDate[] {
  const text = written.replaceAll(THAI_STOPS, '');
  if (!text.match(WORD)?.some((word) => monthsNamed(word).length > 0)) return [];
  const bare = foldAccents(text).replaceAll(TIME, '');
  for (const pattern of PATTERNS) {
    const dates = [...bare.matchAll(pattern)].flatMap(({ groups = {} }) => {
      const { year = '', month = '', day } = groups;
      if (day === undefined && needsDay(month)) return [];
      const isLastOfYear = Number(day) === 31 && monthsNamed(month).includes(12);
      const full = fullYear(year, thisYear, isLastOfYear);
      const readings = monthsNamed(month).flatMap((number) =>
        day === undefined ? monthsOf(full, number) : dayOf(full, number, day),
      );
      return readings.length > 0 ? [readings] : [];
    });
    if (dates.length > 0) return dates;
  }
  return [];
}
