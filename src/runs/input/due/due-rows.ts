import { counted } from '../../../text/counted.ts';
import { howToLeaveOut } from '../cells/rows-of-nobody.ts';
import { ignoreArgument } from '../columns/header.ts';
import type { CellProblem, Column, ColumnProblem, DueFilter, Findings, RawRow } from '../columns/table.ts';
import { ColumnDates } from '../dates/column-dates.ts';
import { datesIn } from '../dates/date-readings.ts';
import type { Calendar } from './calendar.ts';
import {
  AN_INSTANT,
  type DateColumns,
  type DatedCell,
  datesOfRows,
  inSomeZones,
  waysInWords,
} from './date-columns.ts';
import { unreadableDate, whatIsOpen } from './unreadable-date.ts';

const NO_DATE = 'no date: --due needs one in every row';

/** With `--due`: the rows whose time has come. `wanted`: what a date looks like, for messages. */
export function dueRows(columns: DateColumns, calendar: Calendar, wanted: string): DueFilter {
  const rows = datesOfRows(columns, calendar);
  let [due, later, badRows] = [0, 0, 0];
  let firstBad: DatedCell | null = null;
  let unzoned: DatedCell | null = null;

  const dated = [...columns.lastDay, ...columns.effectiveAt];
  const only = dated.length === 1 ? dated[0] : undefined;

  /** The problem of a row without a date, or with one that cannot be read. */
  const bad = (dated: DatedCell | undefined): CellProblem => {
    badRows += 1;
    const { lastDay, effectiveAt } = columns;
    const [first] = [...lastDay, ...effectiveAt];
    if (dated === undefined) return { column: first?.name ?? 'last_day', message: NO_DATE };
    firstBad ??= dated;
    const { column, cell } = dated;
    const expected = lastDay.includes(column) ? `a date (${wanted})` : AN_INSTANT;
    const open = whatIsOpen(cell, calendar.thisYear);
    const message = `expected ${expected}, got ${JSON.stringify(cell)}`;
    return { column: column.name, message: open === null ? message : `${message}, ${open}` };
  };

  return {
    keeps(row) {
      const [first] = rows.cellsOf(row);
      if (first === undefined || first.moment === 'bad') return bad(first);
      const { moment } = first;
      if (moment === 'zone') unzoned ??= first;
      if (moment === 'due') due += 1;
      else later += 1;
      return moment === 'due';
    },
    finish() {
      if (unzoned !== null) return { problems: [inSomeZones(unzoned)] };
      if (firstBad !== null) return howToRead(rows.linesThatRead(firstBad), columns, firstBad);
      if (badRows > 0) return due + later > 0 && only ? { cure: howToLeaveOut(only) } : {};
      return { notes: [`--due chooses ${due} of ${counted(due + later, 'row')}`], not_due: later };
    },
  };
}

/** Of rows with dates that are not read: how they can be. An instant that is read as a day waits for its end. */
function howToRead(
  ways: readonly (readonly string[])[],
  { effectiveAt }: DateColumns,
  { column }: DatedCell,
): Findings {
  const how = effectiveAt.includes(column)
    ? 'write the offset behind the time; or, if the end of that day will do'
    : 'say how the dates are written';
  return ways.length > 0 ? { cure: `${how}: ${waysInWords(ways)}` } : {};
}

/** That no column says when, with those of the open ones that hold dates. `now` in milliseconds since 1970. */
export function noDates(open: readonly Column[], rows: readonly RawRow[], now: number): ColumnProblem {
  const thisYear = new Date(now).getUTCFullYear();
  const mend = open.flatMap((column) => {
    const dates = new ColumnDates(thisYear);
    const cells = rows.map(({ cells }) => (cells[column.index] ?? '').trim());
    const dated = cells.filter((cell) => datesIn(cell, thisYear).length > 0);
    for (const cell of dated) dates.add(cell);
    const [cell] = dated;
    return cell === undefined ? [] : dates.waysToRead(column, cell);
  });
  return { message: '--due needs a column that says when: last_day or effective_at', mend };
}

/**
 * Of a roster: leaves out the rows of people who are gone, because their last day is over. Without a date a person is
 * there, and so is one whose last day is to come. Whom `--where` leaves out is gone whatever the day. That is said,
 * because the differences may be acted on today.
 */
export function goneRows(columns: DateColumns, calendar: Calendar): DueFilter {
  const rows = datesOfRows(columns, calendar);
  let [gone, early] = [0, 0];
  let unzoned: DatedCell | null = null;
  let unread: DatedCell | null = null;

  const unreadable = (placed: DatedCell): ColumnProblem => {
    const ways = rows.linesThatRead(placed);
    const mend = ways.length > 0 ? ways : [ignoreArgument(placed.column)];
    return unreadableDate(placed, mend, calendar.thisYear);
  };

  return {
    keeps(row) {
      const [first] = rows.cellsOf(row);
      if (first === undefined) return true;
      if (first.moment === 'zone') unzoned ??= first;
      if (first.moment === 'bad') unread ??= first;
      if (first.moment === 'due') gone += 1;
      return first.moment !== 'due';
    },
    observeLeftOut(row) {
      const [first] = rows.cellsOf(row);
      if (first?.moment === 'later' || first?.moment === 'zone') early += 1;
    },
    finish() {
      const problems = [
        ...(unread === null ? [] : [unreadable(unread)]),
        ...(unzoned === null ? [] : [inSomeZones(unzoned)]),
      ];
      const notes =
        early === 0 ? [] : [`gone by --where although their last day is to come: ${counted(early, 'row')}`];
      return { problems, notes, not_due: gone };
    },
  };
}
