import type { ChangeFields } from '../../operations/target.ts';
import type { KnownTexts } from '../../text/digests/text-digests.ts';
import type { ColumnProblem, Findings } from './table.ts';

/** A checked row: one user to change. Users and departments may be names until they are looked up. */
export interface Row extends ChangeFields {
  /** From 1, counted over the rows that are kept. */
  readonly row: number;
  /** The line in the input, from 1; null for arguments. */
  readonly line?: number | null;
  /** The address beside a user id, until it was looked up. Without an id: of whom the organization does not have. */
  readonly email?: string;
  /** The user's state when the change was planned; null where the API did not show it. Absent without a plan. */
  readonly seen?: SeenUser | null;
  /** What becomes of the row without anything being sent. */
  readonly settled?: SettledRow;
  /** Of a row that is compared and not changed. */
  readonly listed?: ListedPerson;
  /** What the row's own columns say; where they say nothing, what was said for all rows counts. */
  readonly reason?: string;
  readonly ticket?: string;
  /** The day whose end is the person's last, as `YYYY-MM-DD`. */
  readonly last_day?: string;
  /** The instant from which the change is due, as the row has it: ISO 8601 with an offset. */
  readonly effective_at?: string;
  /** The carried columns of the input, unchanged. */
  readonly input: Readonly<Record<string, string>>;
  /** The carried columns that had a `'` before text that a spreadsheet would run. */
  readonly quoted?: readonly string[];
}

/** A user as the API showed them; null for what it did not tell. */
export interface SeenUser {
  /** False for an id that the organization does not have. */
  readonly is_member: boolean;
  readonly account_state: string | null;
  readonly role_ids: readonly string[] | null;
  readonly department_ids: readonly string[] | null;
  readonly full_name?: string | null;
  readonly email?: string | null;
}

/** The user of a row is as was planned already, or has changed otherwise and is left out: `why`, in words. */
export type SettledRow =
  | { readonly outcome: 'unchanged'; readonly account_state: string | null }
  | { readonly outcome: 'not_sent'; readonly why: string };

/** Whom a row of a roster names: by user id, by address or by both. */
export interface ListedPerson {
  readonly user_id: string | null;
  readonly email: string | null;
  /** As the row says it. */
  readonly last_day: string | null;
}

/** The content of a row: the change and its user. */
export type RowContent = ChangeFields & Pick<Row, 'email' | 'listed' | 'settled'>;

export type RowFacts = Pick<Row, 'reason' | 'ticket' | 'last_day' | 'effective_at'>;

/** True for a person whom the organization does not have, where that is no failure. */
export const isAbsent = ({ user_id, email, invitation, settled }: RowContent): boolean =>
  user_id === null && invitation === undefined && typeof email === 'string' && settled === undefined;

/** True for a row whose change is sent. */
export const isSent = (row: Row): boolean => !isAbsent(row) && row.settled === undefined;

/** A problem and its place: `line` from 1 in the file, `column` by name; null where there is none. */
export interface RowProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** `one row`, `2 rows`. */
export const rowsInWords = (count: number): string => (count === 1 ? 'one row' : `${count} rows`);

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
  /** Whether there is a line of column names: without rows, it is then an empty list and not an empty file. */
  readonly has_header: boolean;
  /** The fields that are read, with their columns, in words; null for a bare list. */
  readonly columns: string | null;
  /** By what rows are compared: the user id of a row, unless an address stands in its place or beside it. */
  readonly keys: KnownTexts;
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

export type Keep = (row: Row) => void | Promise<void>;

const MEND_THE_FILE = 'correct the file or name another, and run the command again';

/** Thrown when the rest of the input cannot be read; its message becomes the last problem, its cure the hint. */
export class Unreadable extends Error {
  readonly line: number;
  readonly column: string | null;
  readonly cure: string;

  constructor(line: number, message: string, column: string | null = null, cure = MEND_THE_FILE) {
    super(message);
    this.line = line;
    this.column = column;
    this.cure = cure;
  }
}
