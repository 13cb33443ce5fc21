import { lineWithout } from '../columns/header.ts';
import type { Column, FoundCell } from '../columns/table.ts';

/** A cell with a date in the future, and its line. */
export interface ReadCell {
  readonly line: number | null;
  readonly cell: string;
  /** The day has begun somewhere, and is not over. */
  readonly hasBegun?: boolean;
}

/** The first of a column. */
export interface FutureCell extends ReadCell {
  /** True where it leaves the day open. */
  readonly isUndated: boolean;
  /** What stands in all cells of the column that are to come or leave their day open. */
  readonly all: ReadonlySet<string>;
  /** What stands there in place of a date. */
  readonly undated: readonly string[];
  /** True among notes of which others are no days, or empty: read as days, these would leave out who has such a one. */
  readonly isRemark: boolean;
}

const MOST_KEPT = 1000;

/** The first of some cells, how many they are, and what stands in them: a line that leaves them out names each. */
export class FoundCells<T extends { readonly cell: string }> {
  readonly all = new Set<string>();
  first: T | null = null;
  count = 0;

  add(found: T): void {
    this.first ??= found;
    this.count += 1;
    if (this.all.size < MOST_KEPT) this.all.add(found.cell);
  }
}

/** The same of the cells of several columns, and of the rows in which they are. */
export class FoundRows<T extends FoundCell> {
  readonly #columns = new Map<Column, FoundCells<T>>();
  first: T | null = null;
  count = 0;

  /** Adds those of a row. */
  add(found: readonly T[]): void {
    const [first] = found;
    if (first === undefined) return;
    this.first ??= first;
    this.count += 1;
    for (const each of found) {
      const cells = this.#columns.get(each.column) ?? new FoundCells<T>();
      this.#columns.set(each.column, cells);
      cells.add(each);
    }
  }

  get names(): readonly string[] {
    return [...this.#columns.keys()].map(({ name }) => name);
  }

  countIn = (column: Column): number => this.#columns.get(column)?.count ?? 0;

  /** For each column the line that leaves out these rows; empty where it has no room for them. */
  lines = (): readonly string[][][] =>
    [...this.#columns].map(([column, { all }]) => lineWithout(column, all));
}

/** The line that leaves out all of these rows; none where it has no room for them. */
export function linesWithout(...found: readonly FoundRows<FoundCell>[]): string[][] {
  const lines = found.flatMap((each) => each.lines());
  return lines.every((line) => line.length > 0) ? [lines.flat(2)] : [];
}
