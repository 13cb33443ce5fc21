import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { Columns } from './input-columns.ts';

/** Watches rows for something that only all of them together show. */
export interface RowObserver {
  observe(row: RawRow): void;
  /** What it noticed, after the last row. */
  finish(): Findings;
}

/** Chooses which rows are meant. */
export interface RowFilter extends Pick<RowObserver, 'finish'> {
  /** False for a row that is left out. */
  keeps(row: RawRow): boolean;
}

/** What the columns of a table mean, decided by their names and the first rows. */
export interface Meaning extends Required<Pick<Findings, 'problems' | 'notes'>> {
  readonly columns: Columns;
  readonly filters: readonly RowFilter[];
  readonly observers: readonly RowObserver[];
}

/** The names of the columns, the line they stand on, and the first rows. */
export interface TableSample {
  readonly names: readonly string[];
  /** Null where no line has the names. */
  readonly line: number | null;
  readonly rows: readonly RawRow[];
}
