import type { Invitation } from '../../operations/target.ts';
import type { Columns } from './columns.ts';

/** A checked row: one user to change. Users and departments stand here as they were named until names are looked up. */
export interface Row {
  /** 1-based, counted over the rows that are kept. */
  readonly row: number;
  /** Where it stands in the input, 1-based; null for arguments. */
  readonly line?: number | null;
  /** Null for somebody who is to be invited. */
  readonly user_id: string | null;
  /** Who takes over: the row's own `transfer_to`, else the default, else null. */
  readonly department_id: string | null;
  readonly invitation?: Invitation;
  /** The row's own columns as they were. */
  readonly input: Readonly<Record<string, string>>;
  /** Those of them that stood in the file with a `'` before what a spreadsheet would run. */
  readonly quoted?: readonly string[];
}

/** What is wrong, and where: `line` is 1-based in the file, `column` a column's name; null where there is none. */
export interface RowProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
}

export interface RowsOptions {
  /** The file's name for messages: `-` for stdin, `arguments` for positionals. */
  readonly name: string;
  /** What a row must say. */
  readonly form: RowSchema;
}

export interface RowsRead {
  /** Good rows, duplicates left out. */
  readonly rows: number;
  /** Rows that were dropped because the same user with the same target stands earlier. */
  readonly duplicates: number;
  /** The first 10,000 problems, by line. */
  readonly problems: readonly RowProblem[];
  /** All problems. */
  readonly problem_count: number;
}

export type Keep = (row: Row) => void | Promise<void>;

/** A row as it stands in the input: names and cells apart. `line` is null for arguments. */
export interface Found {
  readonly line: number | null;
  readonly columns: Columns;
  readonly cells: readonly string[];
  /** The places of cells that had a `'` before what a spreadsheet would run. */
  readonly quoted?: ReadonlySet<number> | undefined;
}

export type Says = Pick<Row, 'user_id' | 'department_id' | 'invitation'>;

/** What the rows of an operation must say, and how it is read. */
export interface RowSchema {
  /** The columns that mean something. */
  readonly columns: readonly string[];
  /** Those of which an input must have one, because they say who is meant; a bare list holds the first. */
  readonly who: readonly [string, ...string[]];
  /** What a row says; undefined when `problem` was told what is wrong. */
  readonly read: (found: Found, problem: (column: string, message: string) => void) => Says | undefined;
  /** What two rows may not have in common unless they say the same. */
  readonly key: (says: Says) => string;
  /** True where a name stands in it, which is an id only later. */
  readonly named: (says: Says) => boolean;
  /** What rows with one key must say alike. */
  readonly target: (says: Says) => string | null;
  /** What is wrong when they do not. */
  readonly conflict: (says: Says, here: RowPlace, there: RowPlace) => Conflict;
}

export interface RowPlace {
  readonly line: number | null;
  readonly target: string | null;
  readonly named: boolean;
}

export type Conflict = Pick<RowProblem, 'column' | 'message'>;

/** Thrown where the rest of the input cannot be told apart any more; its words become the last problem. */
export class Unreadable extends Error {
  readonly line: number;
  readonly column: string | null;

  constructor(line: number, message: string, column: string | null = null) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
