import { remembering } from '../../../memoize.ts';
import { shellWord } from '../../../text/shell-word.ts';
import { cleanCell } from '../cell.ts';
import type { Column, ColumnProblem, Columns, FoundCell, RawRow } from '../columns/table.ts';
import { ColumnDates } from '../dates/column-dates.ts';
import { daysOf } from '../dates/date-readings.ts';
import { countedDay } from '../dates/number-dates.ts';
import { type Calendar, type Moment, millisecondsOf } from './calendar.ts';

/** The columns that say when a row is due. */
export interface DateColumns {
  readonly lastDay: readonly Column[];
  readonly effectiveAt: readonly Column[];
}

/** A cell that says when, and whether that time has come. */
export interface DatedCell extends FoundCell {
  readonly moment: Moment;
}

/** What an `effective_at` is, for messages. */
export const AN_INSTANT = 'an instant with an offset (2026-11-20T18:00:00+01:00)';

/** That where a day counts is to be said. */
export const inSomeZones = ({ column, cell, line }: DatedCell): ColumnProblem => ({
  line,
  message: `${column.name} ${cell} is over in some parts of the world only: --time-zone says where it counts`,
  mend: [['--time-zone', '<zone>']],
});

/** Cells that stand for no date; zeros and bare separators do too: `00.00.0000`, `/ /`. */
const NO_DATES: ReadonlySet<string> = new Set(['', '-', '–', '—', 'n/a', 'null']);
const ZEROS = /^[0./][0.:/\- ]*$/;

export const isNoDate = (cell: string): boolean => NO_DATES.has(cell.toLowerCase()) || ZEROS.test(cell);

/** Looks at the dates of rows, and remembers how they are written. */
export function datesOfRows({ lastDay, effectiveAt }: DateColumns, calendar: Calendar) {
  const days = new ColumnDates(calendar.thisYear);
  const instants = new ColumnDates(calendar.thisYear);

  /** What is no date at all says nothing about how dates are written. */
  const added = (dates: ColumnDates, cell: string, moment: Moment): Moment => {
    const isDate = moment !== 'bad' || daysOf(cell, calendar.thisYear).length > 0;
    if (isDate || countedDay(cell).length > 0) dates.add(cell);
    return moment;
  };
  const instantOf = (cell: string): Moment => added(instants, cell, calendar.effectiveAt(cell));
  const dayOf = remembering((cell) => added(days, cell, calendar.lastDay(cell)));

  /** The words that read all dates so far, else that of this cell: two ways where it may mean two days, or none. */
  const waysToRead = ({ column, cell }: DatedCell): readonly (readonly string[])[] => {
    const isInstant = effectiveAt.includes(column);
    const [own, other] = isInstant ? [instants, days] : [days, instants];
    // A day among the instants, or instants for last days: that is the other field, if it is free.
    if (isInstant ? !own.areInstants() : own.areInstants() && own.ways(cell).length === 0)
      return other.isEmpty ? own.waysToRead(column, cell) : [];
    return isInstant ? [[]] : own.ways(cell);
  };

  return {
    /** The cells that count: an instant decides where it is filled. */
    cellsOf(row: RawRow): readonly DatedCell[] {
      const found = read(row, effectiveAt, instantOf);
      return found.length > 0 ? found : read(row, lastDay, dayOf);
    },
    waysToRead,
    /** Those of them that have words: without any the dates are read as they are. */
    linesThatRead: (dated: DatedCell) => waysToRead(dated).filter((words) => words.length > 0),
  };
}

/** Ways to read dates, as they are typed: `--date-format DD/MM/YYYY or --date-format MM/DD/YYYY`. */
export const waysInWords = (ways: readonly (readonly string[])[]): string =>
  ways.map((each) => each.map(shellWord).join(' ')).join(' or ');

/** The cells of these columns that are not empty, and what is read of each. */
function read<T>({ line, cells }: RawRow, columns: readonly Column[], look: (cell: string) => T) {
  const found: (FoundCell & { readonly moment: T })[] = [];
  for (const column of columns) {
    const cell = cleanCell(cells[column.index] ?? '');
    if (!isNoDate(cell)) found.push({ line, column, cell, moment: look(cell) });
  }
  return found;
}

/** Reads when a row's time is, to be kept with it; undefined where no column says it. */
export function readTimes({ lastDay, effectiveAt }: DateColumns, calendar: Calendar): Columns['times'] {
  if (lastDay.length + effectiveAt.length === 0) return undefined;
  const dayOf = remembering((cell) => calendar.isoDate(cell));
  const isInstant = (cell: string) => millisecondsOf(cell) !== null;
  return (cells) => {
    const row = { line: null, cells };
    const day = read(row, lastDay, dayOf).find(({ moment }) => moment !== null)?.moment;
    const instant = read(row, effectiveAt, isInstant).find(({ moment }) => moment)?.cell;
    return { ...(day && { last_day: day }), ...(instant && { effective_at: instant }) };
  };
}
