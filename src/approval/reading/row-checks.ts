import { operationOf } from '../../operations/by-action.ts';
import { isDay } from '../../runs/input/dates/days-and-years.ts';
import { millisecondsOf } from '../../runs/input/due/calendar.ts';
import type { Row } from '../../runs/input/rows.ts';
import { areDepartmentIds, areRoleIds } from '../../runs/single/only-row.ts';
import { foldCase } from '../../text/fold-case.ts';
import type { PackedTexts } from '../../text/packed-texts.ts';
import { departmentId, fits, userId } from '../../validation/ids.ts';
import { justificationParsers } from '../../validation/justification.ts';
import { email, fullName, invitedEmail } from '../../validation/names.ts';
import {
  type Check,
  hasOnlyFields,
  isListOf,
  isObject,
  isObjectOfTexts,
  isPositive,
  isText,
  orAbsent,
  orNull,
} from '../../validation/objects.ts';
import type { PlanHead } from '../plan.ts';

/**
 * What is wrong with a row of a plan, in words; null where nothing is, and then it is a `Row`. `users`: those of the
 * rows before it, to whom its own is added.
 */
export function rowFlaw(
  json: unknown,
  number: number,
  head: Pick<PlanHead, 'action' | 'ids_only' | 'missing'>,
  users: PackedTexts,
): string | null {
  if (!isObject(json)) return 'it is malformed';
  const other = Object.keys(json).find((name) => !Object.hasOwn(ROW, name));
  if (other !== undefined) return `there is a field ${JSON.stringify(other)}`;
  if (json['row'] !== number) return 'it has another number';
  if (isTooLong(json)) return 'it is longer than any row of a file';
  const wrong = Object.entries(ROW).find(([name, check]) => !check(json[name]))?.[0];
  if (wrong !== undefined) return `its ${wrong} is malformed`;
  return targetFlaw(json, head) ?? (users.add(userOf(json)) ? null : 'an earlier row has the same user');
}

/** A row of a file has a mebibyte at most. What is longer could not be read again from the files of the run. */
const MOST_CHARACTERS = 1024 * 1024;

function isTooLong({ input, invitation }: Record<string, unknown>): boolean {
  let length = 0;
  for (const texts of [input, invitation]) {
    if (!isObject(texts)) continue;
    for (const [name, text] of Object.entries(texts)) length += name.length + String(text).length;
  }
  return length > MOST_CHARACTERS;
}

/** The fields of a row that a plan may have, and what each may hold. */
const ROW: Readonly<Partial<Record<keyof Row, Check>>> = {
  row: Number.isSafeInteger,
  line: orAbsent(orNull(isPositive)),
  user_id: orNull(fits(userId)),
  email: orAbsent(fits(email)),
  department_id: orNull(fits(departmentId)),
  invitation: orAbsent(
    hasOnlyFields({
      email: fits(invitedEmail),
      full_name: orAbsent(fits(fullName)),
      role_ids: orAbsent(areRoleIds),
      department_ids: orAbsent(areDepartmentIds),
      send_invitation: orAbsent((value) => value === false),
      custom_message: orAbsent(isText),
    }),
  ),
  memberships: orAbsent(hasOnlyFields({ role_ids: areRoleIds, department_ids: areDepartmentIds })),
  seen: orNull(
    hasOnlyFields({
      is_member: (value) => typeof value === 'boolean',
      account_state: orNull(isText),
      role_ids: orNull(areRoleIds),
      department_ids: orNull(areDepartmentIds),
      full_name: orAbsent(orNull(isText)),
      email: orAbsent(orNull(isText)),
    }),
  ),
  reason: orAbsent(fits(justificationParsers.reason)),
  ticket: orAbsent(fits(justificationParsers.ticket)),
  last_day: orAbsent((value) => isText(value) && isDay(value)),
  effective_at: orAbsent((value) => isText(value) && millisecondsOf(value) !== null),
  input: isObjectOfTexts,
  quoted: orAbsent(isListOf(isText)),
};

/** The user of the row, or the address where there is no id. */
function userOf({ user_id, email: address, invitation }: Record<string, unknown>): string {
  if (typeof user_id === 'string') return user_id;
  return isObject(invitation) ? String(invitation['email']).toLowerCase() : foldCase(String(address));
}

/** What contradicts the action, or the wish for ids only. */
function targetFlaw(
  json: Record<string, unknown>,
  { action, ids_only, missing }: Pick<PlanHead, 'action' | 'ids_only' | 'missing'>,
): string | null {
  const { user_id, email: address, department_id, invitation, memberships } = json;
  const [invites, replaces] = [action === 'invite', action === 'update_memberships'];
  const isLeftOut = user_id === null && !invites;
  if (isLeftOut && (missing === null || address === undefined)) return 'no user is named';
  if (!isLeftOut && address !== undefined) return 'there is an address besides the user';
  if (invites && user_id !== null) return 'an invitation has a user id';
  const wrong = [
    ...(invites === (invitation !== undefined) ? [] : ['invitation']),
    ...(replaces === (memberships !== undefined) ? [] : ['memberships']),
    ...(fitsUse(action, department_id, isLeftOut) ? [] : ['department_id']),
  ];
  if (wrong.length > 0) return `its ${wrong.join(' and ')} does not fit the action ${action}`;
  return ids_only && !hasIdsOnly(json) ? 'it has more than ids' : null;
}

function fitsUse(action: PlanHead['action'], department_id: unknown, isLeftOut: boolean): boolean {
  const { department: use } = operationOf[action];
  if (department_id !== null) return use !== 'none';
  return use !== 'required' || isLeftOut;
}

const hasIdsOnly = ({ user_id, input, seen }: Record<string, unknown>): boolean =>
  user_id !== null &&
  isObject(input) &&
  Object.keys(input).length === 0 &&
  !(isObject(seen) && ('full_name' in seen || 'email' in seen));
