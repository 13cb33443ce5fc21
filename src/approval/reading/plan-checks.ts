import { isAction } from '../../operations/by-action.ts';
import { orElse } from '../../or-else.ts';
import { isColumnsRead, isCount, isLeftOut, MOST_ROWS } from '../../runs/journal/journal-checks.ts';
import { counted } from '../../text/counted.ts';
import { readJson } from '../../text/json.ts';
import { timeZone } from '../../validation/choices.ts';
import { fits, organizationId, userId } from '../../validation/ids.ts';
import { justificationParsers } from '../../validation/justification.ts';
import { type Check, hasOnlyFields, isInstant, isObject, isText, orNull } from '../../validation/objects.ts';
import { PLAN_VERSION, type PlanHead } from '../plan.ts';
import { PLAN_DIGEST } from '../plan-words.ts';

const LONGEST_TEXT = 2000;

/** What a plan says beside its rows, of which the form was checked; its digest was not compared. */
export interface WellFormedHead {
  readonly head: PlanHead;
  readonly digest: string;
}

/**
 * Checks every field of a plan but its rows: the form of each value, and that there is no other field. Returns what is
 * wrong, in words that follow the file's name, where something is. `rows`: how many it has.
 */
export function checkAround(json: unknown, rows: number): WellFormedHead | { readonly flaw: string } {
  if (!isObject(json)) return { flaw: 'is not a plan: it is not a JSON object' };
  const { rows: list, digest, ...head } = json;
  if (!isHead(head)) return { flaw: headFlaw(head) };
  if (!isText(digest) || !PLAN_DIGEST.test(digest)) return { flaw: 'is not a plan: its digest is malformed' };
  if (!Array.isArray(list)) return { flaw: 'is not a plan: it has no rows' };
  if (rows !== head.total) return { flaw: `has ${counted(rows, 'row')}, but says ${head.total}` };
  return { head, digest };
}

/** The head of a plan, where all of it stands before the rows; null where it does not. */
export function headBefore(around: string): PlanHead | null {
  const json = orElse(() => readJson(`${around}]}`), null);
  if (!isObject(json)) return null;
  const { rows: _, digest: __, ...head } = json;
  return isHead(head) ? head : null;
}

const isShortText = (value: unknown): boolean =>
  isText(value) && value !== '' && value.length <= LONGEST_TEXT;
const isShortOrNull = orNull(isShortText);

const HEAD: Readonly<Record<keyof PlanHead, Check>> = {
  schema_version: (value) => value === PLAN_VERSION,
  action: isAction,
  organization_id: fits(organizationId),
  origin: isOrigin,
  planned_by: orNull(fits(userId)),
  planned_at: isInstant,
  version: isShortText,
  reason: orNull(fits(justificationParsers.reason)),
  ticket: orNull(fits(justificationParsers.ticket)),
  time_zone: orNull(fits(timeZone)),
  ci: orNull(
    hasOnlyFields({
      provider: isShortText,
      url: isShortOrNull,
      actor: isShortOrNull,
      commit: isShortOrNull,
    }),
  ),
  missing: orNull((value) => value === 'skip'),
  ids_only: (value) => typeof value === 'boolean',
  columns_read: orNull(isColumnsRead),
  left_out: isLeftOut,
  total: (value) => isCount(value, MOST_ROWS),
};

const isHead = (json: Record<string, unknown>): json is Record<string, unknown> & PlanHead =>
  hasOnlyFields(HEAD)(json);

/** Which field is missing, wrong or unknown. */
function headFlaw(json: Record<string, unknown>): string {
  const other = Object.keys(json).find((name) => !Object.hasOwn(HEAD, name));
  if (other !== undefined) return `is not a plan of this version: it has a field ${JSON.stringify(other)}`;
  const wrong = Object.entries(HEAD).find(([name, check]) => !check(json[name]))?.[0];
  return `is not a plan: its ${wrong} is ${json[wrong ?? ''] === undefined ? 'missing' : 'malformed'}`;
}

function isOrigin(value: unknown): boolean {
  if (value === 'sandbox') return true;
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}
