import { cleanCell } from '../cell.ts';
import type { Column } from '../columns/input-columns.ts';
import { ColumnDates } from '../dates/column-dates.ts';
import { daysOf } from '../dates/date-readings.ts';
import { waysToRead } from '../dates/ways-to-read.ts';
import type { ColumnProblem } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { Calendar, Moment } from './calendar.ts';

/** The columns that say when a row is due. */
export interface DateColumns {
  readonly lastDay: readonly Column[];
  readonly effectiveAt: readonly Column[];
}

/** A cell that says when, and whether that time has come. */
export interface DatedCell {
  readonly column: Column;
  readonly cell: string;
  readonly moment: Moment;
}

/** The same, and where it stands. */
export interface PlacedCell extends DatedCell {
  readonly line: number | null;
}

/** That where a day counts is to be said. */
export const inSomeZones = ({ column, cell, line }: PlacedCell): ColumnProblem => ({
  line,
  message: `${column.name} ${cell} is over in some parts of the world only: --time-zone says where it counts`,
  mend: [['--time-zone', '<zone>']],
});

const MOST_REMEMBERED = 1000;

/** Cells that stand for no date; zeros and bare separators do too: `00.00.0000`, `/ /`. */
const NO_DATES: ReadonlySet<string> = new Set(['', '-', '–', '—', 'n/a', 'null']);
const ZEROS = /^[0./][0.:/\- ]*$/;

export const isNoDate = (cell: string): boolean => NO_DATES.has(cell.toLowerCase()) || ZEROS.test(cell);

/** Looks at the dates of rows; the same days come again and again, so that they are remembered. */
export class DatedRows {
  readonly #columns: DateColumns;
  readonly #calendar: Calendar;
  readonly #known = new Map<string, Moment>();
  readonly #days: ColumnDates;
  readonly #instants: ColumnDates;

  constructor(columns: DateColumns, calendar: Calendar) {
    this.#columns = columns;
    this.#calendar = calendar;
    this.#days = new ColumnDates(calendar.thisYear);
    this.#instants = new ColumnDates(calendar.thisYear);
  }

  /** The cells that count: an instant decides where it is filled. */
  cellsOf({ cells }: RawRow): readonly DatedCell[] {
    const { lastDay, effectiveAt } = this.#columns;
    const instants = this.#read(cells, effectiveAt, (cell) => this.#instant(cell));
    if (instants.length > 0) return instants;
    return this.#read(cells, lastDay, (cell) => this.#remembered(cell));
  }

  /**
   * The words of the command line that read all dates so far, else that of this cell: two ways where they may mean
   * either of two days, none where the file has to change. `headers`: those of the file.
   */
  waysToRead(headers: readonly string[], dated: DatedCell): readonly (readonly string[])[] {
    const isInstant = this.#columns.effectiveAt.includes(dated.column);
    const [own, other] = isInstant ? [this.#instants, this.#days] : [this.#days, this.#instants];
    // A day among the instants, or instants for last days: that is the other field, if it is free.
    if (isInstant ? !own.areInstants() : own.areInstants() && own.ways(dated.cell).length === 0)
      return other.isEmpty ? waysToRead(headers, dated, own) : [];
    return isInstant ? [[]] : own.ways(dated.cell);
  }

  #read(cells: RawRow['cells'], columns: readonly Column[], look: (cell: string) => Moment): DatedCell[] {
    const found: DatedCell[] = [];
    for (const column of columns) {
      const cell = cleanCell(cells[column.index] ?? '');
      if (!isNoDate(cell)) found.push({ column, cell, moment: look(cell) });
    }
    return found;
  }

  #instant(cell: string): Moment {
    const moment = this.#calendar.effectiveAt(cell);
    this.#add(this.#instants, cell, moment);
    return moment;
  }

  #remembered(cell: string): Moment {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const moment = this.#calendar.lastDay(cell);
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(cell, moment);
    this.#add(this.#days, cell, moment);
    return moment;
  }

  /** What is no date at all says nothing about how dates are written. */
  #add(dates: ColumnDates, cell: string, moment: Moment): void {
    if (moment !== 'bad' || daysOf(cell, this.#calendar.thisYear).length > 0) dates.add(cell);
  }
}
