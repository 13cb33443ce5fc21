import { cleanCell } from '../cell.ts';
import { columnArgument, ignoreArgument, whereFilled } from '../columns/header.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { daysOf, placeOfYear } from '../dates/date-readings.ts';
import { countedDay } from '../dates/number-dates.ts';
import { rowsInWords } from '../row.ts';
import type { Calendar, Moment } from './calendar.ts';
import { AN_INSTANT, type DateColumns, type DatedCell, datesOfRows, waysInWords } from './date-columns.ts';
import { FoundRows, linesWithout } from './found-cells.ts';
import { noFormatReads, unreadableDate, whyUnread } from './unreadable-date.ts';

/**
 * The words by which one column of a field counts, as `--due` wants it: first the one by which most are still to come,
 * so that the line that is offered first sends the fewest.
 */
function choicesOf({ lastDay, effectiveAt }: DateColumns, later: FoundRows<DatedCell>) {
  const isLastDay = lastDay.some((column) => column === later.first?.column);
  const [field, all] = isLastDay ? ['last_day', lastDay] : ['effective_at', effectiveAt];
  if (all.length < 2) return [[]];
  return [...all]
    .sort((one, other) => later.countIn(other) - later.countIn(one))
    .map((column) => columnArgument(field, column));
}

export interface FutureOptions {
  /** Who leaves later may be let in all the same. */
  readonly mayLeaveLater: boolean;
  /** The only column of the file that says when, if who has no day there stays. */
  readonly alone: Column | null;
}

/** Refuses rows that are to come by these columns, or whose day is not readable. */
export function rowsToCome(
  columns: DateColumns,
  calendar: Calendar,
  { mayLeaveLater, alone }: FutureOptions,
): RowObserver {
  const dated = datesOfRows(columns, calendar);
  const { thisYear } = calendar;
  const later = new FoundRows<DatedCell>();
  /** The same with what is to come if its year stands first. */
  const laterOrFirst = new FoundRows<DatedCell>();
  const unread = new FoundRows<DatedCell>();
  /** What stands there in place of a date, which `--due` refuses. */
  const undated = new Set<string>();
  let isLast = false;
  let needsZone = false;
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

  /** The day at whose beginning an instant stands for a last day: read as an instant, it would come with it. */
  const dayMeant = ({ column, cell }: DatedCell): string | undefined =>
    columns.lastDay.includes(column) ? calendar.dayBegunAt(cell)[0] : undefined;

  const whyNotRead = (placed: DatedCell): string => {
    if (columns.effectiveAt.includes(placed.column)) return `where --due needs ${AN_INSTANT}`;
    const day = dayMeant(placed);
    return day === undefined ? whyUnread(placed.cell, thisYear) : noFormatReads(day);
  };

  const inTheFuture = (
    first: DatedCell,
    { names, count }: FoundRows<DatedCell>,
    isRead: boolean,
  ): Omit<ColumnProblem, 'mend'> => {
    const how = isRead ? ': use --due to leave such rows out' : `, ${whyNotRead(first)}`;
    const where = first.moment === 'zone' ? ' in some parts of the world' : '';
    return {
      line: first.line,
      message: `${names.join(' or ')} is still to come${where} in ${rowsInWords(count)} (here ${first.cell})${how}, or use --ignore-column if it does not matter`,
    };
  };

  /** The lines that leave out what is to come. */
  const linesThatRead = (found: FoundRows<DatedCell>): string[][] => {
    if (found.first === null || dayMeant(found.first) !== undefined) return [];
    const zone = needsZone ? ['--time-zone', '<zone>'] : [];
    // What nothing reads, `--due` would refuse.
    const [unreadable = []] = linesWithout(unread);
    const filled = [...whereFilled(found.first.column, [...undated]), ...unreadable];
    const ways = dated.waysToRead(found.first).map((words) => ['--due', ...zone, ...words, ...filled]);
    return choicesOf(columns, found).flatMap((choice) => ways.map((words) => [...words, ...choice]));
  };

  /** Where nothing reads the day, its row is left out: a line that only ignores what is to come would send it. */
  const linesWithoutThem = (found: FoundRows<DatedCell>, ignored: string[]): string[][] =>
    mayLeaveLater ? [ignored] : linesWithout(found, unread);

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
      if (read.length === 0 && alone !== null) undated.add(cleanCell(row.cells[alone.index] ?? ''));
      const cells = read.map((each) => ({ ...each, ...guess(each) }));
      const next = cells.filter(({ moment }) => moment === 'later' || moment === 'zone');
      const isFirst = next[0]?.year === 'first';
      laterOrFirst.add(next);
      if (!isFirst) later.add(next);
      unread.add(cells.filter(({ moment }) => moment === 'bad'));
      unsaid ??= read.find(({ moment }) => moment === 'bad') ?? null;
      isLast ||= cells.some(({ year }) => year === 'last');
      needsZone ||= !isFirst && cells.some(({ moment }) => moment === 'zone');
    },
    finish() {
      const found = isLast ? later : laterOrFirst;
      const column = found.first?.column ?? unread.first?.column;
      if (column === undefined) return { notes: mayLeaveLater ? [] : unsaidNotes(unsaid) };
      const ways = linesThatRead(found);
      const ignored = ignoreArgument(column);
      const mend = ways.length > 0 ? ways : linesWithoutThem(found, ignored);
      const problems = [
        ...(found.first === null ? [] : [{ ...inTheFuture(found.first, found, ways.length > 0), mend }]),
        ...(unread.first === null ? [] : [unreadableDate(unread.first, mend, thisYear)]),
      ];
      return { problems: problems.map((problem) => ({ ...problem, ignored })) };
    },
  };
}
