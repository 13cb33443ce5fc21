import type { Invitation } from '../../operations/target.ts';

/**
 * A checked row: one user to change. Users and departments stand here as they were named until names are
 * looked up.
 */
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

/** What a row says of the change that is wanted. */
export type RowContent = Pick<Row, 'user_id' | 'department_id' | 'invitation'>;

/**
 * What is wrong, and where: `line` is 1-based in the file, `column` a column's name; null where there is
 * none.
 */
export interface RowProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
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
