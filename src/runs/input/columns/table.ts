import type { KnownTexts } from '../../../text/digests/text-digests.ts';
import type { ColumnsRead } from '../../summary.ts';
import type { LaterRows } from '../duplicates.ts';
import type { RowFacts, RowProblem } from '../row.ts';

export interface Column {
  readonly name: string;
  /** From 0. */
  readonly index: number;
  /** The names of all columns of its table: by them it is seen whether its own says which is meant. */
  readonly headers: readonly string[];
}

/** A cell of a column, and the line of its row. */
export interface FoundCell {
  readonly line: number | null;
  readonly column: Column;
  readonly cell: string;
}

/** The cells of a row, in the order of its columns; one that the row does not have is undefined. */
export type Cells = readonly (string | undefined)[];

/** A row of the input before validation. `line` is null for arguments. */
export interface RawRow {
  readonly line: number | null;
  readonly cells: Cells;
  /** The same as they were written, where letters and their marks were apart. */
  readonly written?: Cells;
  /** The positions of cells that had a `'` before text that a spreadsheet would run. */
  readonly quoted?: ReadonlySet<number> | undefined;
  /** True below an empty line that stands below another row. */
  readonly isApart?: boolean;
}

/** The columns of an input by the fields that they fill, and those that are carried into the results. */
export interface Columns {
  /** Each field's columns, the one that counts first; a further one counts where those before it are empty. */
  readonly known: ReadonlyMap<string, readonly Column[]>;
  readonly carried: readonly Column[];
  /** Reads when a row's time is; absent where no column says it. */
  readonly times?: (cells: Cells) => Pick<RowFacts, 'last_day' | 'effective_at'>;
}

/** The problem of a cell or of a missing one. */
export interface CellProblem extends Pick<RowProblem, 'message'> {
  readonly column: string;
  /** True for a problem of the columns, which every row has: it is reported once. */
  readonly everyRow?: true;
}

/** What is wrong with the columns of an input as a whole, or with a choice of rows that the call makes. */
export interface ColumnProblem {
  readonly message: string;
  /** The line it stands on, from 1; null for the whole file. */
  readonly line?: number | null;
  /**
   * The ways to mend it, each as words to add to the command line, such as `--column` and `email=Work Email`; only the
   * user knows which of several is meant. Empty where the file has to change.
   */
  readonly mend: readonly (readonly string[])[];
  /** The words that ignore the column it is about, where they stand in none of the ways to mend it. */
  readonly ignored?: readonly string[];
}

/** What was noticed about an input as a whole, after its last row. */
export interface Findings {
  readonly problems?: readonly ColumnProblem[];
  /** For the user: sentences without a full stop. */
  readonly notes?: readonly string[];
  /** The fields that are read, with their columns, in words. */
  readonly columns?: string;
  /** True where the rows are results of a run of ours. */
  readonly are_results?: boolean;
  /** Which columns were read and which were not, where they have names. */
  readonly columns_read?: ColumnsRead;
  /** The columns that the rows carry into the results, also where no row is kept. */
  readonly carried?: readonly string[];
  /** What makes a file of it that can be read, where it is none. */
  readonly cure?: string | undefined;
  /** What is wrong where the change is made in this organization; null where nothing is. */
  readonly problemIn?: (organization_id: string) => ColumnProblem | null;
  /** The number of rows left out because the call means others. */
  readonly not_chosen?: number;
  /** The number of rows left out because their time has not come. */
  readonly not_due?: number;
}

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

/** A row that was dropped, the line of the earlier one, and what the row calls its person. */
export interface RepeatedRow {
  readonly line: number;
  readonly before: number;
  readonly name: string;
}

/** What was read of an input, and what was noticed about it. */
export interface RowsRead
  extends Required<Pick<Findings, 'notes' | 'carried' | 'are_results' | 'not_chosen' | 'not_due'>>,
    Pick<Findings, 'columns_read'> {
  /** What makes a file of it that can be read, where it is none; null where nothing is known. */
  readonly cure: string | null;
  readonly column_problems: readonly ColumnProblem[];
  /** The same, as soon as the organization is known. */
  readonly problemsIn: (organization_id: string) => readonly ColumnProblem[];
  /** Whether there is a line of column names: without rows, it is then an empty list and not an empty file. */
  readonly has_header: boolean;
  /** The fields that are read, with their columns, in words; null for a bare list. */
  readonly columns: string | null;
  /** By what rows are compared: the user id of a row, unless an address stands in its place or beside it. */
  readonly keys: KnownTexts;
  /** Whom the rows name whose time has not come. */
  readonly later: LaterRows;
  /** The number of good rows without duplicates. */
  readonly rows: number;
  /** The number of rows dropped because an earlier row has the same user and target. */
  readonly duplicates: number;
  /** Those of the first thousand that have names, and lines of their own. */
  readonly repeated: readonly RepeatedRow[];
  /** The first 10,000 problems, by line. */
  readonly problems: readonly RowProblem[];
  readonly problem_count: number;
}
