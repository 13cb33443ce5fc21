import { remembering } from '../../../memoize.ts';
import { cleanCell } from '../cell.ts';
import { columnArgument, ignoreArgument } from '../columns/header.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { daysOf, placeOfYear } from '../dates/date-readings.ts';
import { countedDay } from '../dates/number-dates.ts';
import { whereExcept, whereFilled } from '../meant/where.ts';
import { rowsInWords } from '../row.ts';
import { type Calendar, type Moment, millisecondsOf } from './calendar.ts';
import { type DateColumns, type DatedCell, datesOfRows, isNoDate, waysInWords } from './date-columns.ts';
import { unreadableDate, whyUnread } from './unreadable-date.ts';

/** The first of some cells, and in how many rows they are. */
interface FoundRows {
  first: DatedCell | null;
  count: number;
}

const add = (found: FoundRows, cell: DatedCell | null, count = 1): void => {
  found.first ??= cell;
  found.count += count;
};

/** The words by which one column of a field counts, as `--due` wants it: first the one that is still to come. */
function choicesOf({ lastDay, effectiveAt }: DateColumns, later: Column): readonly (readonly string[])[] {
  const [field, all] = lastDay.includes(later) ? ['last_day', lastDay] : ['effective_at', effectiveAt];
  if (all.length < 2) return [[]];
  return [later, ...all.filter((column) => column !== later)].map((column) => columnArgument(field, column));
}

/**
 * Without `--due`: refuses rows whose last day is to come or not readable. `mayLeaveLater`: who does may be let in. An
 * `effective_at` decides where it is an instant, and not as the bare day on which an entry was made: of such days
 * alone the last days beside them are asked about first.
 */
export function futureRows(columns: DateColumns, calendar: Calendar, mayLeaveLater: boolean): RowObserver {
  const all = rowsToCome(columns, calendar, mayLeaveLater);
  const { lastDay, effectiveAt } = columns;
  if (mayLeaveLater || lastDay.length * effectiveAt.length === 0) return all;
  const beside = rowsToCome({ lastDay, effectiveAt: [] }, calendar, mayLeaveLater);
  const ignored = effectiveAt.flatMap(ignoreArgument);
  const kindOf = remembering((text) => {
    const cell = cleanCell(text);
    if (isNoDate(cell)) return 'none';
    return millisecondsOf(cell) === null ? 'day' : 'instant';
  });
  let [hasInstants, hasDays] = [false, false];
  return {
    observe(row) {
      all.observe(row);
      const kinds = effectiveAt.map(({ index }) => kindOf(row.cells[index] ?? ''));
      hasDays ||= kinds.includes('day');
      if (kinds.includes('instant')) hasInstants = true;
      else beside.observe(row);
    },
    finish() {
      const [found, { problems = [] }] = [all.finish(), beside.finish()];
      const areDays = hasDays && !hasInstants;
      if (problems.length === 0 || (found.problems && !areDays)) return found;
      return {
        problems: problems.map(({ mend, ...problem }) => ({
          ...problem,
          mend: mend.map((words) => [...words, ...ignored]),
        })),
      };
    },
  };
}

function rowsToCome(columns: DateColumns, calendar: Calendar, mayLeaveLater: boolean): RowObserver {
  const dated = datesOfRows(columns, calendar);
  const { thisYear } = calendar;
  const later: FoundRows = { first: null, count: 0 };
  /** What is to come if its year stands first. */
  const ifFirst: FoundRows = { first: null, count: 0 };
  /** Where one column says when: what stands there in place of a date, which `--due` refuses. */
  const undated = new Set<string>();
  const [only, other] = [...columns.lastDay, ...columns.effectiveAt];
  let isLast = false;
  let needsZone = false;
  let unread: DatedCell | null = null;
  /** Not read, and none in the future: reports will lack it. */
  let unsaid: DatedCell | null = null;

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
    { column, cell, moment, line }: DatedCell,
    mend: ColumnProblem['mend'],
    isRead: boolean,
  ): ColumnProblem => {
    const how = isRead ? ': use --due to leave such rows out' : `, ${whyUnread(cell, thisYear)}`;
    const where = moment === 'zone' ? ' in some parts of the world' : '';
    return {
      line,
      message: `${column.name} is still to come${where} in ${rowsInWords(later.count)} (here ${cell})${how}, or use --ignore-column if it does not matter`,
      mend,
    };
  };

  /** The lines that leave out what is to come. Read as an instant, it would come with the beginning of the day. */
  const linesThatLeaveOut = (placed: DatedCell | null): string[][] => {
    if (placed === null || calendar.dayBegunAt(placed.cell).length > 0) return [];
    const zone = needsZone ? ['--time-zone', '<zone>'] : [];
    const filled = whereFilled(placed.column, [...undated]);
    const ways = dated.waysToRead(placed).map((words) => ['--due', ...zone, ...words, ...filled]);
    return choicesOf(columns, placed.column).flatMap((choice) => ways.map((words) => [...words, ...choice]));
  };

  const unsaidNotes = (cell: DatedCell | null): string[] => {
    const ways = cell === null ? [] : dated.linesThatRead(cell);
    return cell === null || ways.length === 0
      ? []
      : [
          `reports will lack ${cell.column.name} (here ${cell.cell}), which is not read: ${waysInWords(ways)} reads it`,
        ];
  };

  return {
    observe(row) {
      const read = dated.cellsOf(row);
      if (read.length === 0 && only && !other) undated.add(cleanCell(row.cells[only.index] ?? ''));
      const cells = read.map((each) => ({ ...each, ...guess(each) }));
      const next = cells.find(({ moment }) => moment === 'later' || moment === 'zone');
      const bad = cells.find(({ moment }) => moment === 'bad');
      unsaid ??= read.find(({ moment }) => moment === 'bad') ?? null;
      if (bad) unread ??= bad;
      isLast ||= cells.some(({ year }) => year === 'last');
      if (next === undefined) return;
      const isFirst = next.year === 'first';
      add(isFirst ? ifFirst : later, next);
      needsZone ||= !isFirst && cells.some(({ moment }) => moment === 'zone');
    },
    finish() {
      if (!isLast) add(later, ifFirst.first, ifFirst.count);
      const { first } = later;
      const column = first?.column ?? unread?.column;
      if (column === undefined) return { notes: mayLeaveLater ? [] : unsaidNotes(unsaid) };
      const ways = linesThatLeaveOut(first);
      const ignored = ignoreArgument(column);
      // Where nothing reads the day, its row is left out: a line that only ignores what is to come would send it.
      const linesFor = ({ cell }: DatedCell) => {
        if (ways.length > 0) return ways;
        return mayLeaveLater ? [ignored] : [whereExcept(column, cell)];
      };
      const problems = [
        ...(first === null ? [] : [inTheFuture(first, linesFor(first), ways.length > 0)]),
        ...(unread === null ? [] : [unreadableDate(unread, linesFor(unread), thisYear)]),
      ];
      return { problems: problems.map((problem) => ({ ...problem, ignored })) };
    },
  };
}
