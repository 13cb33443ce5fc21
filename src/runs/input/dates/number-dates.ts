import { speaksOfTime } from '../names/headers-of-time.ts';
import { DAY_MS, dayInYear, dayOf, monthsOf, type WrittenDate, yearLast } from './days-and-years.ts';

/** How long before 1970 the calendars of Excel, Windows and .NET begin. */
const EXCEL_DAYS = 25_569;
const WINDOWS_MS = 11_644_473_600_000;
const DOT_NET_MS = 62_135_596_800_000;

/** How programs write a time as one number, and the milliseconds since 1970 that it means. */
const CLOCKS: readonly (readonly [written: RegExp, milliseconds: (number: number) => number])[] = [
  [/^[2-7]\d{4}(?:[.,]\d{1,12})?$/, (days) => (days - EXCEL_DAYS) * DAY_MS],
  [/^\d{10}(?:\.\d{1,9})?$/, (seconds) => seconds * 1000],
  [/^\d{13}(?:\.\d{1,9})?$/, (milliseconds) => milliseconds],
  [/^1\d{15}$/, (microseconds) => microseconds / 1000],
  [/^1\d{18}$/, (nanoseconds) => nanoseconds / 1_000_000],
  [/^1\d{17}$/, (ticks) => ticks / 10_000 - WINDOWS_MS],
  [/^6\d{17}$/, (ticks) => ticks / 10_000 - DOT_NET_MS],
];

/** What stands for no time: Windows writes the largest number for an account that never expires, Excel rounds it. */
const NO_TIME = /^(?:[0.]+|9223372036854775807|9[.,]22\d{0,13}E\+18)$/i;

const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{4})?)?$/;

/** `20261231`, also with a time behind it. */
export function digitsOf(cell: string): WrittenDate {
  const [, year = '', month = '', day = ''] = DIGITS.exec(cell) ?? [];
  return year === '' ? [] : dayOf(year, month, day);
}

/** `31122026`: the day or the month first. */
export function digitsYearLast(cell: string): WrittenDate {
  const [, one = '', two = '', year = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(cell) ?? [];
  return year === '' ? [] : yearLast(one, two, Number(year), '');
}

/** `2026-365`: the year, and the number of the day in it. */
export function dayNumber(cell: string): WrittenDate {
  const [, year = '', day = ''] = /^(\d{4})-?(\d{3})$/.exec(cell) ?? [];
  return year === '' ? [] : dayInYear(Number(year), Number(day));
}

/** As .NET writes a time into JSON: `/Date(1798675200000)/`, the milliseconds since 1970. */
const OF_DOT_NET = /^\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\/$/;

/** The day of such a time in UTC, and whether the day begins with it. */
export function dotNetDay(cell: string): { readonly date: WrittenDate; readonly isMidnight: boolean } | null {
  const [, milliseconds] = OF_DOT_NET.exec(cell) ?? [];
  if (milliseconds === undefined) return null;
  const at = new Date(Number(milliseconds));
  const date = dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  return { date, isMidnight: Number(milliseconds) % DAY_MS === 0 };
}

const wholeYear = (cell: string): WrittenDate =>
  /^(?:19|20|21)\d\d$/.test(cell) ? monthsOf(Number(cell), 1, 12) : [];

/** As spreadsheets write a long number: `1.79868E+12`. */
const AS_A_POWER = /^\d(?:[.,]\d{1,15})?E\+?[01]?\d$/i;

/** The same of a number that may be rounded. */
const nearlyCountedDay = (cell: string): WrittenDate =>
  countedDay(AS_A_POWER.test(cell) ? Number(cell.replace(',', '.')).toFixed(0) : cell);

/** The day of a number that counts from a beginning: days of a spreadsheet, or the seconds or less of a clock. */
export function countedDay(cell: string): WrittenDate {
  for (const [written, milliseconds] of CLOCKS) {
    if (!written.test(cell)) continue;
    const at = new Date(milliseconds(Number(cell.replace(',', '.'))));
    if (!Number.isNaN(at.getTime())) return dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  }
  return [];
}

const IS_NUMBER = /^(?:\d{4}-\d{3}|\d+(?:T\d+)?(?:[.,]\d+)?(?:Z|[+-]\d{4})?)(?:E\+?\d+)?$/i;

/**
 * How the numbers of a column are read as days, where every one of these cells is one; null where they are other
 * numbers. A personnel number may look like a day, and a whole column of them does not; any other number
 * is told from one that is no time by the header alone.
 */
export function numberDates(
  header: string,
  cells: readonly string[],
): ((cell: string) => WrittenDate) | null {
  const isOfTime = speaksOfTime(header);
  const filled = cells
    .map((cell) => cell.trim())
    // Under such a header a date may stand beside a number, and so may a word for none.
    .filter((cell) => cell !== '' && !NO_TIME.test(cell) && !(isOfTime && !IS_NUMBER.test(cell)));
  if (filled.length === 0) return null;
  const readers = isOfTime ? [digitsOf, digitsYearLast, nearlyCountedDay, dayNumber, wholeYear] : [digitsOf];
  return readers.find((read) => filled.every((cell) => read(cell).length > 0)) ?? null;
}
