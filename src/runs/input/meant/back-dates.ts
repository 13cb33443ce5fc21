import { cleanCell } from '../cell.ts';
import { fieldOf } from '../columns/field-names.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { daysOf } from '../dates/date-readings.ts';
import { isBackDateName } from '../names/back-date-names.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { whereArgument } from './where.ts';

/**
 * Refuses rows of people who came back: a date of it stands there, and none of leaving that is later, however the two
 * are read. Who was hired again before that has left again.
 */
export class BackDates implements RowObserver {
  readonly #headers: readonly string[];
  readonly #back: readonly Column[];
  readonly #gone: readonly Column[];
  readonly #thisYear: number;
  #first: { readonly line: number | null; readonly column: Column; readonly cell: string } | null = null;
  #filled = 0;
  #rows = 0;

  /** `open`: the columns that may mean something; `now` in milliseconds since 1970. */
  constructor(headers: readonly string[], open: readonly Column[], now: number) {
    this.#headers = headers;
    this.#back = open.filter(({ name }) => isBackDateName(name));
    this.#gone = open.filter(({ name }) => goneDateName(name) !== null || fieldOf(name) === 'last_day');
    this.#thisYear = new Date(now).getUTCFullYear();
  }

  observe({ line, cells }: RawRow): void {
    for (const column of this.#back) {
      const cell = cleanCell(cells[column.index] ?? '');
      const days = this.#daysIn(cell);
      if (days.length === 0) continue;
      this.#filled += 1;
      const gone = this.#gone.map(({ index }) => this.#daysIn(cleanCell(cells[index] ?? '')));
      if (gone.some((left) => mayBeLater(left, days))) continue;
      this.#rows += 1;
      this.#first ??= { line, column, cell };
    }
  }

  finish(): Findings {
    if (this.#first === null) return {};
    const { line, column, cell } = this.#first;
    const rows = this.#rows === 1 ? 'one row' : `${this.#rows} rows`;
    const message = `${listOf([column.name])} says that people came back in ${rows}, here ${cell}, and nothing says that they left later: delete those rows, or say with --ignore-column that it does not matter`;
    const others = this.#rows === this.#filled ? [whereArgument(this.#headers, column, '')] : [];
    return { problems: [{ line, message, mend: [...others, ignoreArgument(this.#headers, column)] }] };
  }

  /** All that a cell may mean, the day first before the month first. */
  #daysIn = (cell: string): readonly string[] => (cell === '' ? [] : daysOf(cell, this.#thisYear));
}

/** True where a person may have left later, or on the same day; the dates of a file are all written in one order. */
const mayBeLater = (left: readonly string[], back: readonly string[]): boolean =>
  left.some((day, at) =>
    left.length === back.length ? day >= (back[at] ?? '') : back.some((one) => day >= one),
  );
