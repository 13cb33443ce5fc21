import { ignoreArgument } from '../columns/header.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { daysOf, placeOfYear } from '../dates/date-readings.ts';
import { countedDay } from '../dates/number-dates.ts';
import { whereExcept } from '../meant/where.ts';
import { type ColumnProblem, rowsInWords } from '../row.ts';
import type { Calendar, Moment } from './calendar.ts';
import { type DateColumns, type DatedCell, DatedRows, type PlacedCell } from './date-columns.ts';
import { unreadableDate, whyUnread } from './unreadable-date.ts';

/**
 * Without `--due`: refuses rows whose last day is not over, or whose date cannot be read. `mayLeaveLater`: who leaves
 * later may be let in.
 */
export function futureRows(
  columns: DateColumns,
  calendar: Calendar,
  headers: readonly string[],
  mayLeaveLater: boolean,
): RowObserver {
  const dated = new DatedRows(columns, calendar);
  const { thisYear } = calendar;
  let later: PlacedCell | null = null;
  let laterRows = 0;
  let needsZone = false;
  let unread: PlacedCell | null = null;
  // Of what is to come if its year stands first: the first, and how many. `isLast`: elsewhere it stands last.
  let ifFirst: PlacedCell | null = null;
  let ifFirstRows = 0;
  let isLast = false;

  /** What cannot be read exactly is in the future when one way to read it is. */
  const guess = ({ moment, cell }: DatedCell): { moment: Moment; year?: ReturnType<typeof placeOfYear> } => {
    if (moment !== 'bad') return { moment };
    const counted = countedDay(cell).map(({ first }) => first);
    const days = [...daysOf(cell, thisYear), ...calendar.dayBegunAt(cell), ...counted];
    const moments = days.map((date) => calendar.isoDay(date));
    const guessed = moments.find((each) => each !== 'due') ?? moments[0] ?? 'bad';
    return { moment: guessed, year: placeOfYear(cell, thisYear) };
  };

  const inTheFuture = (
    { column, cell, moment, line }: PlacedCell,
    mend: ColumnProblem['mend'],
    isRead: boolean,
  ): ColumnProblem => {
    const how = isRead ? ': use --due to leave such rows out' : `, ${whyUnread(cell, thisYear)}`;
    const where = moment === 'zone' ? ' in some parts of the world' : '';
    return {
      line,
      message: `${column.name} is still to come${where} in ${rowsInWords(laterRows)} (here ${cell})${how}, or use --ignore-column if it does not matter`,
      mend,
    };
  };

  /** The lines that leave out what is to come. Read as an instant, it would come with the beginning of the day. */
  const linesThatLeaveOut = (placed: PlacedCell | null): string[][] => {
    if (placed === null || calendar.dayBegunAt(placed.cell).length > 0) return [];
    const zone = needsZone ? ['--time-zone', '<zone>'] : [];
    return dated.waysToRead(headers, placed).map((words) => ['--due', ...zone, ...words]);
  };

  return {
    observe(row) {
      const cells = dated.cellsOf(row).map((each) => ({ ...each, ...guess(each) }));
      const next = cells.find(({ moment }) => moment === 'later' || moment === 'zone');
      const bad = cells.find(({ moment }) => moment === 'bad');
      if (bad) unread ??= { ...bad, line: row.line };
      isLast ||= cells.some(({ year }) => year === 'last');
      if (next === undefined) return;
      if (next.year === 'first') {
        ifFirst ??= { ...next, line: row.line };
        ifFirstRows += 1;
        return;
      }
      laterRows += 1;
      needsZone ||= cells.some(({ moment }) => moment === 'zone');
      later ??= { ...next, line: row.line };
    },
    finish() {
      if (!isLast && ifFirst !== null) {
        later ??= ifFirst;
        laterRows += ifFirstRows;
      }
      const column = later?.column ?? unread?.column;
      if (column === undefined) return { problems: [] };
      const ways = linesThatLeaveOut(later);
      const ignored = ignoreArgument(headers, column);
      // Where nothing reads the day, its row is left out: a line that only ignores what is to come would send it.
      const linesFor = ({ cell }: PlacedCell) => {
        if (ways.length > 0) return ways;
        return mayLeaveLater ? [ignored] : [whereExcept(headers, column, cell)];
      };
      const problems = [
        ...(later === null ? [] : [inTheFuture(later, linesFor(later), ways.length > 0)]),
        ...(unread === null ? [] : [unreadableDate(unread, linesFor(unread), thisYear)]),
      ];
      return { problems: problems.map((problem) => ({ ...problem, ignored })) };
    },
  };
}
