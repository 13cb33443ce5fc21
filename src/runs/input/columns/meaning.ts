import type { ColumnsRead } from '../../summary.ts';
import type { Findings } from '../row.ts';
import type { CellProblem, RawRow } from '../row-schema.ts';
import type { Columns } from './input-columns.ts';

/** Watches rows for something that only all of them together show. */
export interface RowObserver {
  observe(row: RawRow): void;
  finish(): Findings;
}

/** Chooses which rows are meant. */
export interface RowFilter extends Pick<RowObserver, 'finish'> {
  /** False for a row that is left out. */
  keeps(row: RawRow): boolean;
}

/** Chooses the rows whose time has come, after the observers have seen all that are meant. */
export interface DueFilter extends Pick<RowObserver, 'finish'> {
  /** False for a row that is left out, the problem of one that does not say when. */
  keeps(row: RawRow): boolean | CellProblem;
  observeLeftOut?(row: RawRow): void;
}

/** What the columns of a table mean, decided by their names and the first rows. */
export interface Meaning extends Required<Pick<Findings, 'problems' | 'notes'>> {
  readonly columns: Columns;
  /** Which of them are read, for the summary; absent where they have no names. */
  readonly columns_read?: ColumnsRead;
  readonly filters: readonly RowFilter[];
  readonly observers: readonly RowObserver[];
  /** Absent without `--due`. */
  readonly due?: DueFilter | undefined;
}

/** The names of the columns, the line they stand on, and the first rows. */
export interface TableSample {
  readonly names: readonly string[];
  /** Null where no line has the names. */
  readonly line: number | null;
  /** What separates the cells of a line. */
  readonly between: string;
  readonly rows: readonly RawRow[];
  /** Whether there are more rows, of which each names its own columns. */
  readonly mayWiden: boolean;
}
