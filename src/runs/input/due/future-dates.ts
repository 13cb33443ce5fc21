import { columnArgument, ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { readingsOf } from './date-readings.ts';

const SHORTEST = 8;
const LONGEST = 40;
const ZERO = 48;
const NINE = 57;
const HOUR_MS = 3_600_000;
/** Nowhere on earth is it later by the clock than this many hours after UTC. */
const EARLIEST_HOURS = 14;
const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;
/** Of a date and a time without seconds. */
const DATE_AND_TIME = 16;

/**
 * Refuses dates in the future in columns whose names say nothing of dates: what is to come for a person has not come.
 * Only what is in the future everywhere on earth counts, so that what happened today is none.
 */
export class FutureDates implements RowObserver {
  readonly #headers: readonly string[];
  readonly #columns: readonly Column[];
  readonly #now: number;
  readonly #isRoster: boolean;
  /** The latest day that has begun somewhere. */
  readonly #today: string;
  readonly #first = new Map<Column, { readonly line: number | null; readonly cell: string }>();

  /** `now` in milliseconds since 1970. `isRoster`: a date that is read needs no `--due`. */
  constructor(headers: readonly string[], columns: readonly Column[], now: number, isRoster = false) {
    this.#headers = headers;
    this.#columns = columns;
    this.#now = now;
    this.#isRoster = isRoster;
    this.#today = new Date(now + EARLIEST_HOURS * HOUR_MS).toISOString().slice(0, 10);
  }

  observe({ line, cells }: RawRow): void {
    for (const column of this.#columns) {
      const cell = cells[column.index];
      if (cell === undefined || cell.length < SHORTEST || cell.length > LONGEST) continue;
      const sign = cell.charCodeAt(0);
      if (sign < ZERO || sign > NINE || this.#first.has(column)) continue;
      if (this.#isFuture(cell.trim())) this.#first.set(column, { line, cell });
    }
  }

  #isFuture(cell: string): boolean {
    const days = readingsOf(cell);
    if (days.length === 0) return false;
    const instant = cell.length > DATE_AND_TIME && OFFSET.test(cell) ? Date.parse(cell) : Number.NaN;
    return Number.isNaN(instant) ? days.every((day) => day > this.#today) : instant > this.#now;
  }

  finish(): Findings {
    const problems = [...this.#first].map(([column, { line, cell }]): ColumnProblem => {
      const name = listOf([column.name]);
      return {
        line,
        message: `${name} is a date in the future, here ${cell}: --column last_day=${name}${this.#isRoster ? '' : ' with --due'} reads it, --ignore-column says that it does not matter`,
        mend: [
          ...(this.#isRoster ? [columnArgument(this.#headers, 'last_day', column)] : []),
          ignoreArgument(this.#headers, column),
        ],
      };
    });
    return { problems };
  }
}
