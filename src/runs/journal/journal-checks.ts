import { EXIT } from '../../errors/exit-codes.ts';
import { isAction } from '../../operations/by-action.ts';
import { OUTCOMES } from '../../results/record.ts';
import { isHolder } from '../../system/locks/lock-holder.ts';
import { fits, isRunId, organizationId } from '../../validation/ids.ts';
import {
  type Check,
  hasFields,
  isListOf,
  isObject,
  isObjectOfTexts,
  isText,
  isTextOrNull,
  orAbsent,
  orNull,
} from '../../validation/objects.ts';
import { isOnlyRow } from '../single/only-row.ts';
import { isOutcome } from '../summary.ts';
import type { JournalEntry, JournalHeader } from './journal-entries.ts';

/** More rows than any run has; a header with a larger number would only waste memory. */
export const MOST_ROWS = 10_000_000;

const isAnyCount = (value: unknown) => isCount(value, Number.MAX_SAFE_INTEGER);

/** True for the counts of rows that were left out. */
export const isLeftOut = hasFields({ not_due: isAnyCount, not_chosen: isAnyCount });

/** True for what is known of the columns of a file. */
export const isColumnsRead = hasFields({ used: isObjectOfTexts, not_used: isListOf(isText) });

/** What the header of a journal holds, besides its version and its run. */
const hasHeaderFields = hasFields({
  action: isAction,
  organization_id: fits(organizationId),
  origin: isOrigin,
  rows: (value) => isCount(value, MOST_ROWS),
  rows_sha256: isText,
  columns: isListOf(isText),
  version: isText,
  created_at: (value) => isText(value) && !Number.isNaN(Date.parse(value)),
  by: orAbsent(isTextOrNull),
  undoes: orAbsent(orNull(isRunId)),
  left_out: orAbsent(isLeftOut),
  columns_read: orAbsent(isColumnsRead),
  missing: orAbsent((value) => value === 'skip'),
  plan_digest: orAbsent(isText),
  planned_by: orAbsent(isTextOrNull),
  planned_at: orAbsent(isText),
  digest_given: orAbsent((value) => value === true),
  row: orAbsent(isOnlyRow),
  holder: orAbsent(isHolder),
  reason: orAbsent(isText),
  ticket: orAbsent(isText),
  time_zone: orAbsent(isText),
  ci: orAbsent(hasFields({ provider: isText, url: isTextOrNull, actor: isTextOrNull, commit: isTextOrNull })),
} satisfies Partial<Record<keyof JournalHeader, Check>>);

/** True for a valid journal header of this run. */
export const isHeader = (json: unknown, run_id: string): json is JournalHeader =>
  isObject(json) &&
  json['run_id'] === run_id &&
  hasHeaderFields(json) &&
  (json['row'] === undefined || json['rows'] === 1);

/** Most journals have the one of the journal before. */
let knownOrigin = 'sandbox';

function isOrigin(origin: unknown): boolean {
  if (origin === knownOrigin || origin === 'sandbox') return true;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  knownOrigin = origin;
  return true;
}

/** True for a valid line of this run's journal. */
export function isEntry(json: unknown, header: JournalHeader): json is JournalEntry {
  if (!isObject(json)) return false;
  if ('ended' in json) return isSummary(json['ended'], header);
  if ('sent' in json) return isRow(json['sent'], header.rows);
  return isRow(json['row'], header.rows) && isBy(json['by']) && isRecord(json['record'], header);
}

const isBy = orAbsent(isTextOrNull);

/** Written out, because it is asked of each row. */
function isRecord(json: unknown, header: JournalHeader): boolean {
  if (!isObject(json)) return false;
  const { action, organization_id, outcome, user_id, user, error, account_state, request_id } = json;
  return (
    action === header.action &&
    organization_id === header.organization_id &&
    isOutcome(outcome) &&
    [user_id, account_state, request_id].every(isTextOrNull) &&
    (user === null || isObject(user)) &&
    (error === null ||
      (isObject(error) && isText(error['code']) && isText(error['message']) && isHint(error['hint'])))
  );
}

/** A journal of a version before may have none. */
const isHint = orAbsent(isTextOrNull);

const EXIT_CODES: readonly unknown[] = Object.values(EXIT);

function isSummary(json: unknown, { run_id, action, rows }: JournalHeader): boolean {
  if (!isObject(json)) return false;
  return (
    json['run_id'] === run_id &&
    json['action'] === action &&
    json['total'] === rows &&
    // A journal of a version before has no count of who was not found.
    OUTCOMES.every((name) => isCount(json[name], rows) || (name === 'not_found' && !(name in json))) &&
    isAnyCount(json['duration_ms']) &&
    (json['exit_code'] === null || EXIT_CODES.includes(json['exit_code']))
  );
}

export const isCount = (value: unknown, most: number) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;

const isRow = (value: unknown, rows: number) => isCount(value, rows) && Number(value) >= 1;
