import { givesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { ignoreArgument, lineWithout, listOf, whereFilled } from '../columns/header.ts';
import type { Column, ColumnProblem, RawRow, RowObserver } from '../columns/table.ts';
import { utcDay } from '../dates/days-and-years.ts';
import { isToCome } from '../dates/undated-days.ts';
import { isNoLastDay } from '../names/back-date-names.ts';
import { speaksOfAnEnd } from '../names/headers-of-time.ts';
import type { FutureCell } from './found-cells.ts';
import { FutureColumn } from './future-column.ts';
import { unreadableDate, whyUnread } from './unreadable-date.ts';

const HOUR_MS = 3_600_000;
/** Nowhere on earth is it later by the clock than this many hours after UTC. */
const EARLIEST_HOURS = 14;

/** What is asked of dates in columns whose names say nothing of dates. */
export interface Asked {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly rows: readonly RawRow[];
  /** Where a day ends; absent where none is known. */
  readonly zone?: string | null | undefined;
  /** A date that is read needs no `--due`, and who leaves later is there. */
  readonly isRoster?: boolean;
  readonly action?: Action | undefined;
  /** No column of the file says when, or those that could are empty, so that one of these may. */
  readonly mayBeRead: boolean;
}

const AFTERWARDS = 'when people begin or come back, by its name: leave such rows out';

/** True for remarks alone that people leave. */
const areRemarks = ({ name }: Column, { isUndated, all }: FutureCell): boolean =>
  isUndated && !speaksOfAnEnd(name) && ![...all].some((cell) => isToCome(cell));

/** A date in the future, and how those of its column are written. */
interface FutureDate extends FutureCell, Pick<FutureColumn, 'column' | 'dates'> {}

/**
 * Refuses dates in the future in columns whose names say nothing of dates: what is to come for a person has not come.
 * Only what is in the future everywhere on earth counts, so that what happened today is none; what holds until a day
 * holds until it is over, in the zone or else everywhere.
 */
export function futureDates(
  columns: readonly Column[],
  { now, rows, zone = null, isRoster = false, action, mayBeRead }: Asked,
): RowObserver {
  // Who leaves later may be let in all the same.
  const mayLeaveLater = isRoster || givesAccess(action);
  // The latest day that has begun somewhere.
  const today = utcDay(now + EARLIEST_HOURS * HOUR_MS);
  const thisYear = Number(today.slice(0, 4));
  const watched = columns.map((column) => new FutureColumn(column, rows, { now, today, zone }));

  /** Who begins or comes back is there afterwards: such a day is read to let people in alone. */
  const isAfterwards = ({ name }: Column) => !givesAccess(action) && isNoLastDay(name);

  const waysToRead = ({ dates, column, cell, hasBegun, undated }: FutureDate): string[][] => {
    const due = isRoster ? [] : ['--due'];
    if (hasBegun && zone === null) due.push('--time-zone', '<zone>');
    const dated = isRoster ? [] : whereFilled(column, undated);
    return dates.waysToRead(column, cell).map((words) => [...due, ...words, ...dated]);
  };

  /** First the line that leaves out who leaves later; one that only ignores the column would send them. */
  const withoutThem = ({ column, all }: FutureDate): string[][] => {
    const except = lineWithout(column, all);
    return except.length === 0 ? [] : [...except, ignoreArgument(column)];
  };

  const linesForRemarks = (each: FutureDate): string[][] => {
    const { column, all } = each;
    if (mayLeaveLater) return [ignoreArgument(column)];
    return speaksOfAnEnd(column.name) ? lineWithout(column, all) : withoutThem(each);
  };

  const linesForDate = (each: FutureDate, ways: string[][]): string[][] => {
    const { column, all } = each;
    const ignore = ignoreArgument(column);
    if (isAfterwards(column)) return isRoster ? [ignore] : withoutThem(each);
    const read = mayBeRead ? ways : [];
    // A day to come is the one on which the person begins, and is invited before.
    if (action === 'invite') return [ignore, ...read];
    if (each.isRemark) return withoutThem(each);
    return ways.length === 0 && !mayLeaveLater ? lineWithout(column, all) : [...read, ignore];
  };

  const howToMend = (each: FutureDate, ways: string[][]): string => {
    if (each.isRemark) return ': use --where to leave such rows out';
    if (ways.length === 0) return `, ${whyUnread(each.cell, thisYear)}`;
    if (isAfterwards(each.column)) return `, ${AFTERWARDS}`;
    const field = ways[0]?.some((word) => word.startsWith('effective_at=')) ? 'effective_at' : 'last_day';
    return `: --column ${field}=${listOf([each.column.name])}${isRoster ? '' : ' with --due'} reads it`;
  };

  const problemOf = (each: FutureDate): ColumnProblem => {
    const { column, cell, line, isUndated, hasBegun } = each;
    if (isUndated) return unreadableDate(each, linesForRemarks(each), thisYear);
    const ways = waysToRead(each);
    return {
      line,
      message: `${listOf([column.name])} is a date ${hasBegun ? 'that is not over everywhere' : 'in the future'} (here ${cell})${howToMend(each, ways)}, or use --ignore-column if it does not matter`,
      mend: linesForDate(each, ways),
    };
  };

  return {
    observe(row) {
      for (const column of watched) column.observe(row);
    },
    finish() {
      const future = watched.flatMap(({ column, dates, found }) =>
        found === null || (mayLeaveLater && areRemarks(column, found))
          ? []
          : [{ column, dates, ...found, isRemark: found.isRemark && !mayLeaveLater }],
      );
      return { problems: future.map(problemOf) };
    },
  };
}
