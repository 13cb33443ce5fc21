import type { Columns } from './columns.ts';

/** A checked row: one user to change. */
export interface Row {
  /** 1-based, counted over the rows that are kept. */
  readonly row: number;
  readonly user_id: string;
  /** Who takes over: the row's own `transfer_to`, else the default, else null. */
  readonly department_id: string | null;
  /** The row's own columns as they were. */
  readonly input: Readonly<Record<string, string>>;
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
  /** Whether a row needs a department, may have one or has none, and the one for rows that name none. */
  readonly department: {
    readonly use: 'required' | 'optional' | 'none';
    readonly fallback: string | null;
  };
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
}

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
