import { cleanCell } from '../cell.ts';
import { fieldOf } from '../columns/field-names.ts';
import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column, FoundCell } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { daysOf } from '../dates/date-readings.ts';
import { endsLater, isBackDateName } from '../names/back-date-names.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { type Findings, rowsInWords } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { isStateName } from '../words/state-names.ts';
import { GoneStates } from './gone-states.ts';
import { whereArgument } from './where.ts';

const OF_DIGITS = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}$/;
const MOST_MONTHS = 12;

interface Watch {
  /** All columns that the call does not ignore. */
  readonly open: readonly Column[];
  /** Those by which it does not choose. */
  readonly asked: readonly Column[];
  /** In milliseconds since 1970. */
  readonly now: number;
}

/**
 * Refuses rows of people who came back: a date of it stands there, and none of leaving that is later, however the two
 * are read. Who was hired again before that has left again, as has whom a column of states calls gone in every row,
 * where no date of leaving says otherwise.
 */
export class BackDates implements RowObserver {
  readonly #headers: readonly string[];
  readonly #back: readonly Column[];
  readonly #gone: readonly Column[];
  readonly #thisYear: number;
  readonly #states: GoneStates;
  #first: FoundCell | null = null;
  #filled = 0;
  /** Of the readings of a date which is meant, the first or the second, as soon as a date shows it. */
  #order: 0 | 1 | null = null;
  /** In how many rows a date of leaving says that it was before, and in how many none says anything. */
  #before = 0;
  #unsaid = 0;

  constructor(headers: readonly string[], { open, asked, now }: Watch) {
    this.#headers = headers;
    this.#back = asked.filter(({ name }) => isBackDateName(name));
    const isOfLeaving = ({ name }: Column) =>
      goneDateName(name) !== null || fieldOf(name) === 'last_day' || endsLater(name);
    this.#gone = this.#back.length === 0 ? [] : open.filter(isOfLeaving);
    this.#states = new GoneStates(
      this.#back.length === 0 ? [] : open.filter(({ name }) => isStateName(name)),
    );
    this.#thisYear = new Date(now).getUTCFullYear();
  }

  observe({ line, cells }: RawRow): void {
    this.#states.observe(cells);
    for (const column of this.#back) {
      const cell = cleanCell(cells[column.index] ?? '');
      if (cell === '') continue;
      for (const { index } of [column, ...this.#gone]) this.#learnOrder(cleanCell(cells[index] ?? ''));
      const days = this.#daysIn(cell);
      if (days.length === 0) continue;
      this.#filled += 1;
      const gone = this.#gone.map(({ index }) => this.#daysIn(cleanCell(cells[index] ?? '')));
      if (gone.some((left) => mayBeLater(left, days))) continue;
      if (gone.some((left) => left.length > 0)) this.#before += 1;
      else this.#unsaid += 1;
      this.#first ??= { line, column, cell };
    }
  }

  finish(): Findings {
    if (this.#first === null || (this.#before === 0 && this.#states.areAll)) return {};
    const { line, column, cell } = this.#first;
    const count = this.#before + this.#unsaid;
    const rows = rowsInWords(count);
    const message = `${listOf([column.name])} says that people came back in ${rows} (here ${cell}), and nothing says that they left later: delete those rows, or use --ignore-column if it does not matter`;
    const others = count === this.#filled ? [whereArgument(this.#headers, column, '')] : [];
    return { problems: [{ line, message, mend: [...others, ignoreArgument(this.#headers, column)] }] };
  }

  /** All that a cell may mean, the day first before the month first, unless another date shows the order. */
  #daysIn(cell: string): readonly string[] {
    const days = cell === '' ? [] : daysOf(cell, this.#thisYear);
    const meant =
      this.#order === null || days.length !== 2 || !OF_DIGITS.test(cell) ? undefined : days[this.#order];
    return meant === undefined ? days : [meant];
  }

  /** Of 06/30/2026 the month stands first, of 30/06/2026 the day. */
  #learnOrder(cell: string): void {
    const [, one = '', two = ''] = OF_DIGITS.exec(cell) ?? [];
    if (Number(one) > MOST_MONTHS) this.#order ??= 0;
    else if (Number(two) > MOST_MONTHS) this.#order ??= 1;
  }
}

/** True where a person may have left later, or on the same day; the dates of a file are all written in one order. */
const mayBeLater = (left: readonly string[], back: readonly string[]): boolean =>
  left.some((day, at) =>
    left.length === back.length ? day >= (back[at] ?? '') : back.some((one) => day >= one),
  );
