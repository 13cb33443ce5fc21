import { takesAccess } from '../../operations/by-action.ts';
import type { ResultRecord } from '../../results/record.ts';
import type { JournalHeader } from '../../runs/journal/journal-entries.ts';
import type { RecordedRow } from '../../runs/journal/recorded-results.ts';
import { addressOfRow } from '../../runs/typed-address.ts';
import type { SharedValues } from '../../text/shared-values.ts';
import { textOrNull } from '../../validation/objects.ts';
import type { ReportPerson } from '../report/report-person.ts';
import type { VerifiedResult } from '../verified-results.ts';
import type { LagFinder } from './lag.ts';

/** What a report knows beside a row and its record. */
export interface RowSurroundings {
  readonly header: JournalHeader;
  /** Of this row; undefined where it was not checked. */
  readonly check: VerifiedResult | undefined;
  readonly lags: LagFinder;
  /** Of all rows of the run. */
  readonly shared: SharedValues;
  /** Where last days end when the run does not say it. */
  readonly zone: string;
}

/** What a report says of a row. */
export function recordedPerson(
  recorded: RecordedRow,
  { header, check, lags, shared, zone }: RowSurroundings,
): ReportPerson {
  const { row, record, at } = recorded;
  const { outcome, error, user_id, account_state, request_id, action, organization_id } = record;
  const who = factsOfUser(row, record, header);
  const isChanged = outcome === 'changed' || outcome === 'recovered';
  const changed_at = isChanged ? at : null;
  const removed_at = takesAccess(action) ? changed_at : null;
  const due = { last_day: textIn(row, 'last_day'), effective_at: textIn(row, 'effective_at') };
  const saidOf = (name: 'reason' | 'ticket') =>
    textIn(record, name) ?? textIn(row, name) ?? (header[name] || null);
  return {
    run_id: header.run_id,
    action,
    user_id,
    email: who.email,
    full_name: who.full_name,
    outcome,
    account_state: shared.first(account_state ?? stateAfter(record, isChanged)),
    last_day: due.last_day ?? due.effective_at,
    removed_at,
    lag: removed_at === null ? null : lags.lag(due, removed_at, header.time_zone || zone),
    by: senderOf(recorded, header) ?? check?.audit?.actor ?? null,
    reason: saidOf('reason'),
    ticket: saidOf('ticket'),
    plan_digest: header.plan_digest || null,
    request_id,
    verified: check?.verified ?? null,
    verified_at: check?.verified_at ?? null,
    organization_id,
    row: row.row,
    role_ids: shared.first(who.role_ids),
    department_ids: shared.first(who.department_ids),
    changed_at,
    verified_state: check?.account_state ?? null,
    error: error === null ? null : `${error.code}: ${error.message}`,
    later_run: null,
    later_action: null,
  };
}

/** Null where it is not known, as of two who sent a row: whose request recovered it only the API's log tells. */
function senderOf({ record, by }: RecordedRow, header: JournalHeader): string | null {
  if (by === undefined) return header.by;
  return record.outcome === 'recovered' ? null : by;
}

/** Who the user is. What the API's answer does not say, the plan may, which looked at them. */
function factsOfUser(
  row: RecordedRow['row'],
  { user }: ResultRecord,
  { columns_read }: JournalHeader,
): Pick<ReportPerson, 'email' | 'full_name' | 'role_ids' | 'department_ids'> {
  const { seen } = row;
  // What a change of memberships replaced was held until then alone.
  const held = row.memberships === undefined ? seen : null;
  return {
    email: textOrNull(user?.email) ?? addressOfRow(row, columns_read) ?? textOrNull(seen?.email),
    full_name: textOrNull(user?.full_name ?? row.invitation?.full_name ?? seen?.full_name),
    role_ids: textsOrNull(user?.role_ids ?? held?.role_ids),
    department_ids: textsOrNull(user?.department_ids ?? held?.department_ids),
  };
}

/** The state in which a removal leaves an account: the API's answer has none. */
const stateAfter = ({ action }: ResultRecord, isChanged: boolean): string | null =>
  isChanged && action === 'remove' ? 'removed' : null;

const textsOrNull = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : null;

/**
 * The text of a field of a row, or of a record, which is not checked field by field when it is read; null where it is
 * absent, empty or no text.
 */
export function textIn(object: object, name: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}
