import { cleanCell } from '../cell.ts';
import type { Column } from '../columns/input-columns.ts';
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

const MOST_REMEMBERED = 1000;

/** Cells that stand for no date. */
export const NO_DATES: ReadonlySet<string> = new Set(['', '-', '–', '—', 'n/a', 'null']);

/** Looks at the dates of rows; the same days come again and again, so that they are remembered. */
export class DatedRows {
  readonly #columns: DateColumns;
  readonly #calendar: Calendar;
  readonly #known = new Map<string, Moment>();

  constructor(columns: DateColumns, calendar: Calendar) {
    this.#columns = columns;
    this.#calendar = calendar;
  }

  /** The cells that count: an instant decides where it is filled. */
  cellsOf({ cells }: RawRow): readonly DatedCell[] {
    const { lastDay, effectiveAt } = this.#columns;
    const instants = this.#read(cells, effectiveAt, (cell) => this.#calendar.effectiveAt(cell));
    if (instants.length > 0) return instants;
    return this.#read(cells, lastDay, (cell) => this.#remembered(cell));
  }

  #read(cells: RawRow['cells'], columns: readonly Column[], look: (cell: string) => Moment): DatedCell[] {
    const found: DatedCell[] = [];
    for (const column of columns) {
      const cell = cleanCell(cells[column.index] ?? '');
      if (!NO_DATES.has(cell.toLowerCase())) found.push({ column, cell, moment: look(cell) });
    }
    return found;
  }

  #remembered(cell: string): Moment {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const moment = this.#calendar.lastDay(cell);
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(cell, moment);
    return moment;
  }
}
