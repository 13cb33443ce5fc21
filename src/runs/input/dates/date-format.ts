import { foldCase } from '../../../text/fold-case.ts';
import { BadValue } from '../../../validation/bad-value.ts';
import { fullYear } from './days-and-years.ts';
import { isWeekday, monthsNamed } from './names-of-time.ts';
import { dotNetDay } from './number-dates.ts';
import { LONGEST_DATE, plainText } from './plain-text.ts';

/** A day as it is written; the calendar says whether there is such a day. */
interface DayFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface DateFormat {
  /** The day that a text of this format says, with the year in which it is read; null for any other text. */
  readonly read: (text: string, thisYear: number) => DayFields | null;
}

type Part = 'year' | 'month' | 'day';

const TOKENS: Readonly<Record<string, readonly [part: Part, written: string]>> = {
  YYYY: ['year', '(\\d{4})'],
  YY: ['year', '(\\d{2})'],
  MMM: ['month', '(\\p{L}{3,20})\\.?'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  DD: ['day', '(\\d{2})'],
  D: ['day', '(\\d{1,2})'],
};

/** Between the parts of a date with the name of a month: `1st of December, 2026`, `1 de enero de 2027`. */
const BESIDE_NAME = "(?:st|nd|rd|th|er|o)?[-./,_'\\s]*(?:(?:de|del|of) )?";
const BETWEEN_NUMBERS = "(?:st|nd|rd|th)?[-./,_'\\s]+";

/** A weekday before the date, and a time of day behind it: that of UTC only at midnight, where it is the same day. */
const WEEKDAY = '(?:(\\p{L}+)\\.?,? +)?';
const TIME =
  '(?:(?:T|,? +(?:(?:at|um|[aà]|alle) )?)(?:\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d+)?)?(?: ?[AaPp]\\.?[Mm]\\.?)?(?: Uhr)?|(?:00|24)[:.]00(?:[:.]00(?:\\.0+)?)?(?:Z| ?(?:UTC|GMT|\\+00:?00))))?';

/** A format of dates such as `MM/DD/YYYY`: YYYY or YY, MM, M or MMM (a name), DD or D. Throws `BadValue`. */
export function dateFormat(text: string): DateFormat {
  const { pieces, parts, isWhole } = partsOf(text);
  if (!isWhole) {
    const meant = meantFormats(text).filter((format) => partsOf(format).isWhole);
    throw new BadValue('a format of dates such as DD.MM.YYYY or MM/DD/YYYY', text, meant);
  }
  const hasName = pieces.includes('MMM');
  const between = (signs: string, at: number) => {
    if (!hasName) return signs.replaceAll('.', '\\.');
    return pieces[at - 1] === 'MMM' || pieces[at + 1] === 'MMM' ? BESIDE_NAME : BETWEEN_NUMBERS;
  };
  const written = pieces.map((piece, at) => TOKENS[piece]?.[1] ?? between(piece, at)).join('');
  const pattern = new RegExp(`^${WEEKDAY}${written}\\.?${TIME}$`, 'u');
  return {
    read: (cell, thisYear) => {
      if (cell.length > LONGEST_DATE) return null;
      const [, weekday, ...found] = pattern.exec(plainText(cell)) ?? [];
      if (found.length === 0 || (weekday !== undefined && !isWeekday(weekday))) return null;
      const at = (part: Part) => found[parts.indexOf(part)] ?? '';
      const months = hasName ? monthsNamed(at('month')) : [Number(at('month'))];
      const [month] = months;
      if (month === undefined || months.length > 1) return null;
      const day = Number(at('day'));
      return { year: fullYear(at('year'), thisYear, month === 12 && day === 31), month, day };
    },
  };
}

/** The pieces of a format; `isWhole`: it has a year, a month and a day, once each, and nothing else. */
function partsOf(text: string): { pieces: readonly string[]; parts: readonly Part[]; isWhole: boolean } {
  const pieces: readonly string[] = text.match(/YYYY|YY|MMM|MM?|DD?|[-./,_ ]+/g) ?? [];
  const tokens = pieces.flatMap((piece) => (TOKENS[piece] ? [TOKENS[piece]] : []));
  const parts = tokens.map(([part]) => part);
  return {
    pieces,
    parts,
    isWhole: pieces.join('') === text && new Set(parts).size === 3 && parts.length === 3,
  };
}

/** An instant: a day, a time and an offset, as databases write them too (`2026-11-20 12:00:00+00`). */
export const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?([Zz]|[+-]\d{2}(?::?\d{2})?)$/;

const ISO_DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](?:00|24):00(?::00(?:\.0{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?$/;

/** How dates are written where the call says nothing: `2026-11-20`, or the beginning of a day, also as .NET has it. */
export const ISO_DATES: DateFormat = {
  read: (cell) => {
    const counted = dotNetDay(cell);
    const text = counted?.isMidnight ? counted.date[0]?.first : cell;
    const [, year, month, day] = ISO_DATE.exec(text ?? '') ?? [];
    return year === undefined ? null : { year: Number(year), month: Number(month), day: Number(day) };
  },
};

/** What other programs and people call a format of dates. */
const NAMED: readonly (readonly [names: string, format: string])[] = [
  ['iso|iso8601|iso-8601|rfc3339', 'YYYY-MM-DD'],
  ['us|american', 'MM/DD/YYYY'],
  ['uk|gb|fr', 'DD/MM/YYYY'],
  ['eu|european|german|de|ch', 'DD.MM.YYYY'],
];

const DIRECTIVES: Readonly<Record<string, string>> = {
  d: 'DD',
  e: 'D',
  m: 'MM',
  y: 'YY',
  Y: 'YYYY',
  b: 'MMM',
  B: 'MMM',
  F: 'YYYY-MM-DD',
  D: 'MM/DD/YY',
};

/** What was meant by a text that is no format: small letters, strftime, a name such as `us`, a date. It may be none. */
function meantFormats(text: string): string[] {
  const typed = text.trim();
  const named = NAMED.find(([names]) => names.split('|').includes(foldCase(typed)));
  if (named !== undefined) return [named[1]];
  if (typed.includes('%'))
    return [typed.replaceAll(/%-?(\w)/g, (all, letter: string) => DIRECTIVES[letter] ?? all)];
  const [, first = '', sign = '', second = '', , third = ''] =
    /^(\d{1,4})([-./ ])(\d{1,2})(\2)(\d{2,4})$/.exec(typed) ?? [];
  if (first.length === 4) return [`YYYY${sign}MM${sign}DD`];
  const year = third.length === 4 ? 'YYYY' : 'YY';
  const monthFirst = `MM${sign}DD${sign}${year}`;
  const dayFirst = `DD${sign}MM${sign}${year}`;
  if (first !== '') {
    if (Number(second) > 12) return [monthFirst];
    return Number(first) > 12 || sign === '.' ? [dayFirst] : [dayFirst, monthFirst];
  }
  const capital = typed
    .toUpperCase()
    // In German and in French days and years begin with these letters.
    .replaceAll('T', 'D')
    .replaceAll('J', typed.toUpperCase().includes('T') ? 'Y' : 'D')
    .replaceAll('A', 'Y')
    .replaceAll(/M{4,}/g, 'MMM')
    .replaceAll(/Y+/g, (years) => (years.length > 2 ? 'YYYY' : 'YY'))
    .replaceAll(/D{3,}/g, 'DD');
  return [capital];
}
