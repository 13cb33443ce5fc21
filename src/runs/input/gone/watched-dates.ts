import { takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { fieldOf, isDateField } from '../columns/field-names.ts';
import { placesOf } from '../columns/header.ts';
import type { Column } from '../columns/table.ts';
import { isLongAgo } from '../dates/days-and-years.ts';
import { isNoDate } from '../due/date-columns.ts';
import { type GoneDateName, goneDateName } from '../names/gone-date-names.ts';
import { isNoticeName } from '../names/notice-names.ts';
import { isDated, isOpenEnd } from '../names/open-ends.ts';
import { markOf } from '../words/answers.ts';
import { isStateName } from '../words/state-names.ts';
import { endOfPath } from '../words/words.ts';

/** How many spellings of no date are told apart. */
const MOST_SPELLINGS = 5;

/** The columns of a table that may say when people went, and what is asked of them. */
export interface DatesOfLeaving {
  /** All that the call does not ignore. */
  readonly open: readonly Column[];
  /** Those of which the call does not say who is meant. */
  readonly judged: readonly Column[];
  /** Those of the fields `last_day` and `effective_at`. */
  readonly days: readonly Column[];
  /** Whether a row without a last day is asked about: with `--due` it is a bad one anyway. */
  readonly asksForDays: boolean;
  /** What is to be done with the people; absent for a roster. */
  readonly action: Action | undefined;
}

/** A column that says when people went, or that they will, and what was seen of it. */
export interface WatchedDate {
  readonly column: Column;
  readonly name: GoneDateName;
  readonly isAsked: boolean;
  /** True for a column of last days, of which what is no date is refused elsewhere. */
  readonly isDay: boolean;
  /** True for one without which it is not known when people go who have given notice. */
  readonly isLastDay: boolean;
  /** True for one of the day on which notice was given. */
  readonly isNotice: boolean;
  /** True where that is all that it says: not for `Resignation date`, by which people went where no last day stands. */
  readonly isNoticeAlone: boolean;
  /** What stands in its cells without a date. */
  readonly undated: Set<string>;
  /** True for a column of states, of which what is no date is asked about as one of them. */
  readonly hasStates: boolean;
  filled: number;
  /** Whether what is filled is always a plain date, or says that there is none yet. */
  areDates: boolean;
}

const LAST_DAY: GoneDateName = { saysWhen: true, isOfAccount: false };
const NOTICE: GoneDateName = { saysWhen: false, isOfAccount: false };

/** Also of JSON, and of a list that was made of it: `employment.lastWorkingDay`. */
const fieldWithin = ({ name }: Column) => fieldOf(endOfPath(name));

/** Without an action, or for an invitation, last days are judged elsewhere. */
export function watchedDates(table: DatesOfLeaving): WatchedDate[] {
  const { open, judged, days, asksForDays, action } = table;
  const areDays = placesOf(days);
  const takes = takesAccess(action);
  const isUsed = action !== undefined && action !== 'invite';
  const watch = (column: Column, name: GoneDateName, isDay: boolean): WatchedDate => ({
    column,
    name,
    // Our own differences have `last_day`, and an empty `effective_at` is now.
    isAsked: !isDay || (asksForDays && takes && !isDateField(column.name)),
    isDay,
    isLastDay:
      takes &&
      (isDay ? asksForDays && fieldWithin(column) !== 'effective_at' : fieldWithin(column) === 'last_day'),
    isNotice: !isDay && isNoticeName(column.name),
    isNoticeAlone: name === NOTICE,
    undated: new Set(),
    hasStates: !isDay && isStateName(column.name),
    filled: 0,
    areDates: true,
  });
  const others = judged.flatMap((column) => {
    const name = areDays.has(column.index) ? null : (goneDateName(column.name) ?? lastDayWithin(column));
    return name === null ? [] : [watch(column, name, false)];
  });
  const used = isUsed ? days.map((column) => watch(column, LAST_DAY, true)) : [];
  const known = placesOf([...used, ...others].map(({ column }) => column));
  const notices = takes ? open.filter(({ name, index }) => !known.has(index) && isNoticeName(name)) : [];
  return [...used, ...others, ...notices.map((column) => watch(column, NOTICE, false))];
}

const lastDayWithin = (column: Column): GoneDateName | null =>
  fieldWithin(column) === 'last_day' && fieldOf(column.name) === undefined ? LAST_DAY : null;

const isNotYet = (cell: string): boolean => isOpenEnd(cell) && markOf(cell) !== 'no';

/** Looks at a cell; true where it has a date. */
export function sawDate(each: WatchedDate, cell: string): boolean {
  const isFilled = !isNoDate(cell);
  const hasDate = isFilled && (each.isDay || (/\d/.test(cell) && !isLongAgo(cell)));
  if (hasDate) each.filled += 1;
  else if (each.undated.size < MOST_SPELLINGS) each.undated.add(cell);
  if (isFilled && each.areDates) each.areDates = isDated(cell) || (!each.hasStates && isNotYet(cell));
  return hasDate;
}
