/** How many years ahead a year of two digits may be; beyond that, it is of the century before. */
const MOST_AHEAD = 20;

/** Before it, a year stands for no date at all (1900, 1970), or is one of a calendar that counts fewer than ours. */
const EARLIEST = 1980;

/** The same of calendars that count fewer: of the Republic of China, of Iran, and of Islam, whose years are shorter. */
const BEHIND = [1911, 621, 578];

/** How far calendars that count more years than ours are ahead of it: that of Thailand, and the Hebrew one. */
const AHEAD = [543, 3760];
const NEAR = 60;

/** For ever, as databases write it: 31 December 9999, or in another of these years. */
const FOR_EVER = 9999;
const FOR_EVERS = new Set([2999, 3000, 3999, 4712, 9998, FOR_EVER]);

/** The year of four or of two digits. `isLastOfYear`: on 31 December, where 99 is for ever, not 1999. */
export function fullYear(digits: string, thisYear: number, isLastOfYear: boolean): number {
  if (digits.length !== 2) return Number(digits);
  const year = thisYear - (thisYear % 100) + Number(digits);
  if (year <= thisYear + MOST_AHEAD) return year;
  return digits === '99' && isLastOfYear ? FOR_EVER : year - 100;
}

/** The years of dates in files: since 1900, also those that Thailand counts, and those for never. */
const isYear = (year: number): boolean => (year >= 1900 && year < 2700) || FOR_EVERS.has(year);

/** True for a date of a year that stands for none. */
export const isLongAgo = (date: string): boolean =>
  Number(/(?<!\d)\d{4}(?!\d)/.exec(date)?.[0] ?? EARLIEST) < EARLIEST;

/**
 * True for a year in which no last day is: of another calendar (2569, 1448), or one that stands for no date (1, 1900).
 * See docs/decisions/2026-11-26-days-without-a-year.md.
 */
export const isOtherYear = (year: number, thisYear: number): boolean =>
  year < EARLIEST || AHEAD.some((ahead) => Math.abs(year - thisYear - ahead) <= NEAR);

/** True for a year to come of another calendar, or its present one: 115, 1405, 1448 and 5787, but not 1364 or 1948. */
export const isOfOtherCalendar = (year: number, thisYear: number): boolean =>
  [...BEHIND.map((behind) => thisYear - behind), ...AHEAD.map((ahead) => thisYear + ahead)].some(
    // The years of other calendars end at other times than ours.
    (now) => year >= now - 1 && year <= now + NEAR,
  );

/** A day that a text may mean. Of a month, a quarter or a week: its first and its last day. */
interface DateReading {
  /** Both as `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** Which number comes first, where a file may mean either. */
  readonly order?: 'day' | 'month' | 'year';
}

/** A date in a text: the ways to read it. */
export type WrittenDate = readonly DateReading[];

const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day of these numbers; none where there is no such day. */
export function dayOf(year: number | string, month: number | string, day: number | string): WrittenDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const days = m === 2 && isLeap(y) ? 29 : (DAYS_OF_MONTHS[m - 1] ?? 0);
  if (!isYear(y) || d < 1 || d > days) return [];
  const text = `${y}-${m < 10 ? '0' : ''}${m}-${d < 10 ? '0' : ''}${d}`;
  return [{ first: text, last: text }];
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** A date whose year stands last. With full stops between its parts, the day is first everywhere. */
export function yearLast(one: string, two: string, year: number, sign: string): WrittenDate {
  const dayFirst = dayOf(year, two, one);
  if (sign === '.') return dayFirst;
  return [
    ...dayFirst.map((reading) => ({ ...reading, order: 'day' as const })),
    ...dayOf(year, one, two).map((reading) => ({ ...reading, order: 'month' as const })),
  ];
}

/** So many months from the first of one on, `month` from 1. */
export function monthsOf(year: number, month: number, count = 1): WrittenDate {
  if (!isYear(year) || month < 1 || month > 12) return [];
  return [daysBetween(Date.UTC(year, month - 1, 1), Date.UTC(year, month - 1 + count, 0))];
}

export const DAY_MS = 86_400_000;

/** The day of this number in a year, from 1. */
export function dayInYear(year: number, day: number): WrittenDate {
  if (!isYear(year) || day < 1 || day > (isLeap(year) ? 366 : 365)) return [];
  const at = Date.UTC(year, 0, day);
  return [daysBetween(at, at)];
}

/** A week of the ISO calendar, in whose first one is the fourth of January. `day`: only that one, from 1; 0 for all. */
export function weekOf(year: number, week: number, day: number): WrittenDate {
  if (!isYear(year) || week < 1 || week > 53) return [];
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS;
  const only = monday + (day - 1) * DAY_MS;
  return [day === 0 ? daysBetween(monday, monday + 6 * DAY_MS) : daysBetween(only, only)];
}

const daysBetween = (first: number, last: number): DateReading => ({
  first: utcDay(first),
  last: utcDay(last),
});

/** The day in UTC of a time in milliseconds since 1970, as `YYYY-MM-DD`. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day of the calendar, written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return Number(year) > 0 && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}
