import { isYear } from './years.ts';

/** A day that a text may mean. Of a month, a quarter or a week: its first and its last day. */
export interface DateReading {
  /** Both as `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** Which number comes first, where a file may mean either. */
  readonly order?: 'day' | 'month' | 'year';
}

/** A date in a text: the ways to read it. */
export type WrittenDate = readonly DateReading[];

const LONG_MONTHS = [1, 3, 5, 7, 8, 10, 12];

/** The day of these numbers; none where there is no such day. */
export function dayOf(year: number | string, month: number | string, day: number | string): WrittenDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const days = LONG_MONTHS.includes(m) ? 31 : m === 2 ? (isLeap(y) ? 29 : 28) : 30;
  if (!isYear(y) || m < 1 || m > 12 || d < 1 || d > days) return [];
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

const DAY_MS = 86_400_000;

/** The day of this number in a year, from 1. */
export function dayInYear(year: number, day: number): WrittenDate {
  if (!isYear(year) || day < 1 || day > (isLeap(year) ? 366 : 365)) return [];
  const at = Date.UTC(year, 0, day);
  return [daysBetween(at, at)];
}

/**
 * A week of the ISO calendar: the first one has the fourth of January in it, and weeks begin on Mondays. `day`: only
 * that day of it, from 1; 0 for all.
 */
export function weekOf(year: number, week: number, day = 0): WrittenDate {
  if (!isYear(year) || week < 1 || week > 53) return [];
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS;
  const only = monday + (day - 1) * DAY_MS;
  return [day === 0 ? daysBetween(monday, monday + 6 * DAY_MS) : daysBetween(only, only)];
}

const daysBetween = (first: number, last: number): DateReading => ({ first: iso(first), last: iso(last) });

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
