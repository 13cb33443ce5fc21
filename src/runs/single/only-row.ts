import { departmentId, fitsOrNull, roleId, userId } from '../../validation/ids.ts';
import { invitedEmail } from '../../validation/names.ts';
import { isObject } from '../../validation/objects.ts';
import type { Row } from '../input/rows.ts';

/** True for the row in the header of a run of one: ids that could have been typed, and nothing of another type. */
export function isOnlyRow(json: unknown): json is Row {
  if (!isObject(json)) return false;
  const { row, line = null, user_id, department_id, invitation, memberships, input } = json;
  return (
    row === 1 &&
    line === null &&
    (user_id === null || isForm(userId, user_id)) &&
    (department_id === null || isForm(departmentId, department_id)) &&
    (invitation === undefined || isInvitation(invitation)) &&
    (memberships === undefined || (isObject(memberships) && areLists(memberships, 'required'))) &&
    isObject(input) &&
    Object.values(input).every((cell) => typeof cell === 'string')
  );
}

function isInvitation(json: unknown): boolean {
  if (!isObject(json) || !isForm(invitedEmail, json['email'])) return false;
  const { full_name, custom_message, send_invitation } = json;
  const texts = [full_name, custom_message].every((text) => text === undefined || typeof text === 'string');
  return texts && (send_invitation === undefined || send_invitation === false) && areLists(json, 'optional');
}

/** The two lists of ids; an invitation may have none. */
function areLists(json: Readonly<Record<string, unknown>>, need: 'required' | 'optional'): boolean {
  const isList = (value: unknown, form: (text: string) => string) =>
    value === undefined ? need === 'optional' : Array.isArray(value) && value.every((id) => isForm(form, id));
  return isList(json['role_ids'], roleId) && isList(json['department_ids'], departmentId);
}

const isForm = (form: (text: string) => string, value: unknown): boolean =>
  typeof value === 'string' && fitsOrNull(form, value) === value;
