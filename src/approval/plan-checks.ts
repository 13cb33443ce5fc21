import { operationOf } from '../operations/by-action.ts';
import type { Action } from '../results/record.ts';
import type { Row } from '../runs/input/rows.ts';
import { isColumnsRead, isLeftOut } from '../runs/journal/journal-checks.ts';
import { timeZone } from '../validation/choices.ts';
import { fitsOrNull, organizationId, userId } from '../validation/ids.ts';
import { justificationParsers } from '../validation/justification.ts';
import { isObject } from '../validation/objects.ts';
import { PLAN_VERSION, type PlanHead } from './plan.ts';
import { PlannedUsers, rowFlaw } from './row-checks.ts';

/** More rows than any run has. */
const MOST_ROWS = 10_000_000;
const LONGEST_TEXT = 2000;

/** A plan whose form was checked; its digest was not. */
export interface WellFormedPlan {
  readonly head: PlanHead;
  readonly rows: readonly Row[];
  readonly digest: string;
}

/**
 * Checks every field of a plan: the form of each value, that there is no other field, that rows are numbered, and that
 * no user stands there twice. Returns what is wrong, in words that follow the file's name, where something is.
 */
export function checkPlan(json: unknown): WellFormedPlan | { readonly flaw: string } {
  if (!isObject(json)) return { flaw: 'is no plan: an object is wanted' };
  const { rows, digest, ...head } = json;
  if (!isHead(head)) return { flaw: headFlaw(head) };
  if (typeof digest !== 'string' || !isDigest(digest)) return { flaw: 'is no plan: its digest is none' };
  if (!Array.isArray(rows)) return { flaw: 'is no plan: it has no rows' };
  if (rows.length !== head.total) {
    return { flaw: `has ${rows.length} rows, but says that they are ${head.total}` };
  }
  const users = new PlannedUsers();
  const checked: Row[] = [];
  for (const row of rows) {
    const flaw = rowFlaw(row, checked.length + 1, head, users);
    if (flaw !== null) return { flaw: `is no plan: row ${checked.length + 1}: ${flaw}` };
    checked.push(row);
  }
  return { head, rows: checked, digest };
}

const isDigest = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text);

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT;
const isTextOrNull = (value: unknown) => value === null || isText(value);

const orNull = (form: (text: string) => string) => (value: unknown) =>
  value === null || fitsOrNull(form, value) === value;

const HEAD: Readonly<Record<keyof PlanHead, (value: unknown) => boolean>> = {
  schema_version: (value) => value === PLAN_VERSION,
  action: isAction,
  organization_id: (value) => fitsOrNull(organizationId, value) !== null,
  origin: isOrigin,
  planned_by: (value) => value === null || fitsOrNull(userId, value) !== null,
  planned_at: isInstant,
  version: isText,
  reason: orNull(justificationParsers.reason),
  ticket: orNull(justificationParsers.ticket),
  time_zone: orNull(timeZone),
  ci: (value) => value === null || isJob(value),
  missing: (value) => value === null || value === 'skip',
  ids_only: (value) => typeof value === 'boolean',
  columns_read: (value) => value === null || isColumnsRead(value),
  left_out: isLeftOut,
  total: (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= MOST_ROWS,
};

const isHead = (json: Record<string, unknown>): json is Record<string, unknown> & PlanHead =>
  Object.keys(json).every((name) => Object.hasOwn(HEAD, name)) &&
  Object.entries(HEAD).every(([name, fits]) => fits(json[name]));

/** Which field is missing, wrong or unknown. */
function headFlaw(json: Record<string, unknown>): string {
  const other = Object.keys(json).find((name) => !Object.hasOwn(HEAD, name));
  if (other !== undefined) return `is no plan of this version: it has a field ${JSON.stringify(other)}`;
  const wrong = Object.entries(HEAD).find(([name, fits]) => !fits(json[name]))?.[0];
  return `is no plan: its ${wrong} is ${json[wrong ?? ''] === undefined ? 'missing' : 'none'}`;
}

function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(operationOf, value);
}

function isOrigin(value: unknown): boolean {
  if (value === 'sandbox') return true;
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

/** An instant as this program writes it. */
function isInstant(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const at = Date.parse(value);
  return !Number.isNaN(at) && new Date(at).toISOString() === value;
}

const JOB = ['actor', 'commit', 'provider', 'url'];

const isJob = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(value).sort().join() === JOB.join() &&
  isText(value['provider']) &&
  JOB.every((name) => isTextOrNull(value[name]));
