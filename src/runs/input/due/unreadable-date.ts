import type { ColumnProblem, FoundCell } from '../columns/table.ts';
import { datesIn, daysOf } from '../dates/date-readings.ts';
import { isOtherYear } from '../dates/days-and-years.ts';
import { isWeekday, monthsNamed } from '../dates/names-of-time.ts';
import { isNamedDay, undatedDay } from '../dates/undated-days.ts';
import { type UnrealDay, unrealDay } from '../dates/unreal-days.ts';

const NUMBER = /^[\d.,]+$/;
/** A date in numbers, such as 31.12.2026, and no number with a fraction. */
const THREE_NUMBERS = /^\d+(?:[.,/ -]+\d+){2}$/;
/** `2026-W53-4` and `2026-365`. */
const BY_WEEK_OR_NUMBER = /^\d{4}(?:-?W\d{2}-?[1-7]|-\d{3})$/;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const A_YEAR = /(?<!\d)\d{4}(?!\d)/;
const WORDS = /\p{L}{2,}/gu;

const UNREAL: Readonly<Record<UnrealDay, string>> = {
  calendar:
    'whose year is of another calendar, or means no date: write Gregorian years, and leave the cell empty where there is no date',
  no_day: 'which is not a day of the calendar: correct it in the file',
  vague: 'which is not a single day: write the last one into the file, in the form 2026-12-31',
};

/** What a cell that is no date leaves open, and what to write in its place; null where that is not known. */
export function whatIsOpen(cell: string, thisYear: number): string | null {
  const undated = undatedDay(cell);
  if (undated === 'yearless')
    return `which has no year: write the day with its year (${thisYear + 1}-01-27) into the file`;
  if (undated === 'relative' || isNamedDay(cell))
    return `which is another day every day: write the date (${thisYear}-12-31) into the file`;
  const [year] = A_YEAR.exec(cell) ?? [];
  if (year !== undefined && isOtherYear(Number(year), thisYear)) return UNREAL.calendar;
  const unreal = unrealDay(cell, `${thisYear}-01-01`);
  if (unreal !== null) return UNREAL[unreal];
  const [date = []] = datesIn(cell, thisYear);
  const [reading] = date;
  if (reading !== undefined && reading.first !== reading.last)
    return `which is not a single day: write the last one (${reading.last}) into the file`;
  return ISO.test(cell) && reading === undefined ? UNREAL.no_day : null;
}

/** Of a text that means this day. */
export const noFormatReads = (day: string): string =>
  `which no --date-format reads: write ${day} into the file`;

/** The same in any case. */
export function whyUnread(cell: string, thisYear: number): string {
  const [day] = BY_WEEK_OR_NUMBER.test(cell) ? daysOf(cell, thisYear) : [];
  if (day !== undefined) return noFormatReads(day);
  const open = whatIsOpen(cell, thisYear);
  if (open !== null) return open;
  if (NUMBER.test(cell)) return 'a number that cannot be read as a date: save the column as dates';
  return hasOtherWords(cell) && datesIn(cell, thisYear).length > 0
    ? `which has words beside the date: write ${onlyDay(cell, thisYear) ?? 'the date'} alone into the file`
    : 'which cannot be read as a date: --date-format reads other dates';
}

/** Besides the names of a month and of a day of the week: not of `Nov 1, 2026`, which is a date alone. */
const hasOtherWords = (cell: string): boolean =>
  (cell.toLowerCase().match(WORDS) ?? []).some((word) => monthsNamed(word).length === 0 && !isWeekday(word));

function onlyDay(cell: string, thisYear: number): string | null {
  const [day = null, ...others] = daysOf(cell, thisYear);
  return others.length === 0 ? day : null;
}

/** The same of a date that is written in another way than ours, where one of the ways to mend it says how. */
function whyUnreadHere(cell: string, mend: ColumnProblem['mend'], thisYear: number): string {
  const saysHow = mend.some((words) => words.includes('--date-format')) && THREE_NUMBERS.test(cell);
  return saysHow && whatIsOpen(cell, thisYear) === null
    ? 'which is not written as 2026-12-31 is: --date-format reads it'
    : whyUnread(cell, thisYear);
}

/** That a cell is no date that can be read. `mend`: the ways to mend it, as words of the command line. */
export function unreadableDate(
  { column, cell, line }: FoundCell,
  mend: ColumnProblem['mend'],
  thisYear: number,
): ColumnProblem {
  return {
    line,
    message: `${column.name} holds ${JSON.stringify(cell)}, ${whyUnreadHere(cell, mend, thisYear)}, or use --ignore-column if it does not matter`,
    mend,
  };
}
