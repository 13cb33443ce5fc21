import type { ChangeFields } from '../../operations/target.ts';

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
