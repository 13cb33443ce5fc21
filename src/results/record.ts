import type { User } from '../api/objects/user.ts';
import type { ErrorBody } from '../errors/report.ts';
import type { Justification } from '../validation/justification.ts';

export type Action = 'deactivate' | 'reactivate' | 'remove' | 'invite' | 'update_memberships';

/**
 * The results for one user; `recovered`: the change was made, although its first answer never came; `not_found`: the
 * organization does not have them, which was said to be no failure.
 */
export const OUTCOMES = [
  'changed',
  'unchanged',
  'recovered',
  'failed',
  'unknown',
  'not_sent',
  'not_found',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The result of one user, as scripts read it. Times in milliseconds. */
export interface ResultRecord {
  readonly schema_version: 1;
  readonly action: Action;
  /** Null for an invited person without an id. */
  readonly user_id: string | null;
  readonly organization_id: string;
  readonly outcome: Outcome;
  /** Null when unknown: the request may have been carried out, but its answer never came. */
  readonly changed: boolean | null;
  readonly account_state: string | null;
  readonly transferred_to_department_id: string | null;
  /** The API's object, every field unchanged. */
  readonly user: User | null;
  readonly error: ErrorBody | null;
  readonly request_id: string | null;
  readonly attempts: number;
  readonly duration_ms: number;
  /** Why the change was made, and the request that asked for it; absent where neither was said in the whole call. */
  readonly reason?: string | null;
  readonly ticket?: string | null;
  /** What was typed or stood in the file; absent where one user was named by an id. */
  readonly input?: Readonly<Record<string, string>>;
}

/** The record of a user of whom no answer is known: nothing was sent, or nothing came back. */
export const unansweredRecord = ({
  action,
  user_id,
  organization_id,
  outcome,
  changed,
}: Pick<ResultRecord, 'action' | 'user_id' | 'organization_id' | 'outcome' | 'changed'>): ResultRecord => ({
  schema_version: 1,
  action,
  user_id,
  organization_id,
  outcome,
  changed,
  account_state: null,
  transferred_to_department_id: null,
  user: null,
  error: null,
  request_id: null,
  attempts: 0,
  duration_ms: 0,
});

/** The record of a person whom the organization does not have: nothing was sent for them. */
export const absentRecord = (action: Action, organization_id: string): ResultRecord =>
  unansweredRecord({ action, user_id: null, organization_id, outcome: 'not_found', changed: false });

/** The record of one user with the address by which the call named them; unchanged for an id. */
export const showTyped = (record: ResultRecord, called: string): ResultRecord =>
  called.includes('@') ? { ...record, input: { email: called } } : record;

/** The record with why the change was made; unchanged where that was not said. */
export const justifyRecord = (record: ResultRecord, { reason, ticket }: Justification): ResultRecord =>
  reason === undefined && ticket === undefined
    ? record
    : { ...record, reason: reason ?? null, ticket: ticket ?? null };

/** The result of one row of a run: the record, the row's number and its input columns. */
export interface RunRecord extends ResultRecord {
  readonly row: number;
  readonly input: Readonly<Record<string, string>>;
  /**
   * Columns of `input` that were read with a leading `'` and get it back in a CSV file; not in the JSON.
   * See docs/decisions/2026-11-26-csv-apostrophe.md.
   */
  readonly quoted?: readonly string[];
  /** The address that a row names, where the API's answer shows no user; not in the JSON. */
  readonly address?: string | null;
}

/** The record for JSON, without the facts that only other formats need. */
export function runJsonRecord(record: RunRecord): Omit<RunRecord, 'quoted' | 'address'> {
  if (record.quoted === undefined && record.address === undefined) return record;
  const { quoted: _, address: __, ...shown } = record;
  return shown;
}
