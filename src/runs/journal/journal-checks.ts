import { EXIT } from '../../errors/exit-codes.ts';
import { operationOf } from '../../operations/by-action.ts';
import { OUTCOMES } from '../../results/record.ts';
import { isHolder } from '../../system/locks/lock-holder.ts';
import { fitsOrNull, isRunId, organizationId } from '../../validation/ids.ts';
import { isObject, isTextOrNull } from '../../validation/objects.ts';
import { isOnlyRow } from '../single/only-row.ts';
import { isOutcome } from '../summary.ts';
import type { JournalEntry, JournalHeader } from './journal-entries.ts';

/** More rows than any run has; a header with a larger number would only waste memory. */
const MOST_ROWS = 10_000_000;

/** True for a valid journal header of this run. */
export function isHeader(json: unknown, run_id: string): json is JournalHeader {
  if (!isObject(json)) return false;
  const {
    action,
    organization_id,
    origin,
    rows,
    rows_sha256,
    columns,
    created_at,
    by,
    undoes,
    left_out,
    columns_read,
    missing,
    plan_digest,
    planned_by,
    planned_at,
    digest_given,
    row,
    holder,
    ci,
    reason,
    ticket,
    time_zone,
  } = json;
  return (
    json['run_id'] === run_id &&
    typeof action === 'string' &&
    Object.hasOwn(operationOf, action) &&
    typeof organization_id === 'string' &&
    fitsOrNull(organizationId, organization_id) === organization_id &&
    isOrigin(origin) &&
    isCount(rows, MOST_ROWS) &&
    typeof rows_sha256 === 'string' &&
    Array.isArray(columns) &&
    columns.every((column) => typeof column === 'string') &&
    typeof created_at === 'string' &&
    !Number.isNaN(Date.parse(created_at)) &&
    (by === null || by === undefined || typeof by === 'string') &&
    (undoes === null || undoes === undefined || isRunId(undoes)) &&
    (left_out === undefined || isLeftOut(left_out)) &&
    (columns_read === undefined || isColumnsRead(columns_read)) &&
    (missing === undefined || missing === 'skip') &&
    isOptionalText(plan_digest) &&
    isOptionalText(planned_at) &&
    (digest_given === undefined || digest_given === true) &&
    isOptionalText(planned_by ?? undefined) &&
    (row === undefined || (rows === 1 && isOnlyRow(row))) &&
    (holder === undefined || isHolder(holder)) &&
    isOptionalText(reason) &&
    isOptionalText(ticket) &&
    isOptionalText(time_zone) &&
    (ci === undefined || isCiJob(ci))
  );
}

/** Most journals have the one of the journal before. */
let knownOrigin = 'sandbox';

function isOrigin(origin: unknown): boolean {
  if (origin === knownOrigin || origin === 'sandbox') return true;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  knownOrigin = origin;
  return true;
}

const isOptionalText = (value: unknown) => value === undefined || typeof value === 'string';

const isCiJob = (json: unknown): boolean =>
  isObject(json) &&
  typeof json['provider'] === 'string' &&
  ['url', 'actor', 'commit'].every((name) => isTextOrNull(json[name]));

/** True for the counts of rows that were left out. */
export const isLeftOut = (json: unknown): boolean =>
  isObject(json) && ['not_due', 'not_chosen'].every((name) => isCount(json[name], Number.MAX_SAFE_INTEGER));

/** True for what is known of the columns of a file. */
export const isColumnsRead = (json: unknown): boolean =>
  isObject(json) &&
  isObject(json['used']) &&
  Object.values(json['used']).every((name) => typeof name === 'string') &&
  Array.isArray(json['not_used']) &&
  json['not_used'].every((name) => typeof name === 'string');

/** True for a valid line of this run's journal. */
export function isEntry(json: unknown, header: JournalHeader): json is JournalEntry {
  if (!isObject(json)) return false;
  if ('ended' in json) return isSummary(json['ended'], header);
  if ('sent' in json) return isRow(json['sent'], header.rows);
  return isRow(json['row'], header.rows) && isRecord(json['record']);
}

function isRecord(json: unknown): boolean {
  if (!isObject(json)) return false;
  const { outcome, user_id, user, error, account_state, request_id } = json;
  return (
    isOutcome(outcome) &&
    [user_id, account_state, request_id].every(isTextOrNull) &&
    (user === null || isObject(user)) &&
    (error === null ||
      (isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string'))
  );
}

const EXIT_CODES: readonly unknown[] = Object.values(EXIT);

function isSummary(json: unknown, { run_id, action, rows }: JournalHeader): boolean {
  if (!isObject(json)) return false;
  return (
    json['run_id'] === run_id &&
    json['action'] === action &&
    json['total'] === rows &&
    // A journal of a version before has no count of who was not found.
    OUTCOMES.every((name) => isCount(json[name], rows) || (name === 'not_found' && !(name in json))) &&
    isCount(json['duration_ms'], Number.MAX_SAFE_INTEGER) &&
    (json['exit_code'] === null || EXIT_CODES.includes(json['exit_code']))
  );
}

const isCount = (value: unknown, most: number) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;

const isRow = (value: unknown, rows: number) => isCount(value, rows) && Number(value) >= 1;
