import { counted } from '../../../text/counted.ts';
import { composed, foldCase } from '../../../text/fold-case.ts';
import { cellWords } from '../cell.ts';
import { listOf } from '../columns/header.ts';
import { isNameless } from '../names/other-names.ts';
import { answerOf } from '../words/answers.ts';
import { isDecisionName } from '../words/decisions.ts';
import { isKept } from '../words/kept.ts';

/** How many values are told apart; a column with more of them is free text. */
const MOST_VALUES = 1000;

/** A value of a column as it was first spelt, and in how many rows it stands. */
export interface ValueCount {
  readonly value: string;
  readonly folded: string;
  count: number;
}

/** The values of one column; case and what surrounds a value do not matter. Memory is bounded. */
export class ValueCounts {
  readonly #byCell = new Map<string, ValueCount>();
  readonly #byValue = new Map<string, ValueCount>();
  #rows: number;

  /** `before`: how many rows there were before the column, which all say nothing. */
  constructor(before = 0) {
    this.#rows = before;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The number of cells that say nothing. */
  get empty(): number {
    return this.#rows - this.list().reduce((sum, { count }) => sum + count, 0);
  }

  /** How many values there are, the empty one among them. */
  get size(): number {
    return this.#byValue.size;
  }

  /** Counts a cell; returns its folded value. */
  add(cell: string): string {
    this.#rows += 1;
    const known = this.#byCell.get(cell);
    if (known !== undefined) {
      known.count += 1;
      return known.folded;
    }
    const value = composed(cellWords(cell));
    const folded = foldCase(value);
    const counted = this.#byValue.get(folded) ?? { value, folded, count: 0 };
    counted.count += 1;
    if (this.#byValue.size < MOST_VALUES) this.#byValue.set(folded, counted);
    if (this.#byCell.size < MOST_VALUES) this.#byCell.set(cell, counted);
    return folded;
  }

  /** The values that say something, the rarest first. */
  list(): readonly ValueCount[] {
    return [...this.#byValue.values()]
      .filter(({ folded }) => folded !== '')
      .sort((one, other) => one.count - other.count);
  }
}

/** `Active (12), Suspended (3)`, the most frequent first. */
export const countsOf = (values: readonly ValueCount[]): string =>
  listOf([...values].reverse().map(({ value, count }) => `${value} (${count})`));

/** `, and nothing in 3 of 15 rows`, behind the counts of what a column holds. */
export const nothingIn = ({ empty, rows }: ValueCounts): string =>
  `, and nothing in ${empty} of ${counted(rows, 'row')}`;

/** That a question about the person has one answer for all. */
export function sameAnswer(header: string, seen: ValueCounts): string[] {
  const [{ value, count } = { value: '', count: 0 }] = seen.list();
  const isSaid = count === seen.rows && answerOf(value) !== undefined && isDecisionName(header);
  return isSaid && !isNameless(header) ? [`${listOf([header])} is ${value} in every row`] : [];
}

/** True for a column with more than ids, addresses and numbers in it. */
export const hasWords = (seen: ValueCounts): boolean =>
  seen.list().some(({ value }) => isKept(value) || /^[^\d@]+$|\p{L} | \p{L}/u.test(value));
