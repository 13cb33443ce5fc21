import { AitronosError } from '../errors/api-errors.ts';
import { fitsOrNull, userId } from '../validation/ids.ts';
import { isObject, textOrNull } from '../validation/objects.ts';

/** A member in any of the documented shapes, unchanged. */
export type Member = Readonly<Record<string, unknown>>;

/**
 * The facts about a member that this program uses, from any of the documented shapes; null where the answer omits a
 * value or holds an impossible one.
 */
export interface MemberFacts {
  readonly user_id: string | null;
  readonly full_name: string | null;
  readonly email: string | null;
  readonly role: string | null;
  readonly status: string | null;
}

/**
 * Reads the nested row, the flat row and the newer user object alike.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members and
 * https://docs.aitronos.com/docs/api-reference/organizations/members/list
 */
export function memberFacts(row: Member): MemberFacts {
  return {
    user_id: fitsOrNull(userId, row['user_id']) ?? fitsOrNull(userId, row['id']),
    full_name: textOrNull(row['full_name']),
    email: textOrNull(row['email']),
    role: nameIn(row['role']) ?? textOrNull(row['role_name']),
    status: nameIn(row['status']) ?? textOrNull(row['status_name']) ?? textOrNull(row['account_state']),
  };
}

/**
 * The user id of a row of a list that has to be read whole: who is protected, an owner, or in a department. Throws
 * `AitronosError` (`UNEXPECTED_ANSWER`) for a row without one, which may be that of any user.
 */
export function memberId(row: Member): string {
  const { user_id } = memberFacts(row);
  if (user_id !== null) return user_id;
  throw new AitronosError('UNEXPECTED_ANSWER', 'the API answered a list of members without their ids');
}

/**
 * The state of an account in the words of the newer user object, whichever of the documented shapes tells it; null
 * where none does. That a status of the older pages stands for one of those words is inferred, because no page says so.
 * https://docs.aitronos.com/docs/api-reference/objects/user-status-object
 */
export function memberState(row: Member): string | null {
  const said = textOrNull(row['account_state']) || memberFacts(row).status;
  const word = said?.toLowerCase() ?? '';
  return (STATE_OF_STATUS.get(word) ?? word) || null;
}

const STATE_OF_STATUS: ReadonlyMap<string, string> = new Map([
  ['inactive', 'deactivated'],
  ['pending', 'invited'],
  ['invitationsent', 'invited'],
  ['deleted', 'removed'],
]);

/** The ids of the roles, whichever of the documented shapes tells them: the older rows name one role. */
export function memberRoles(row: Member): readonly string[] {
  const { role } = row;
  const one = textOrNull(isObject(role) ? role['id'] : row['role_id']);
  const several: unknown = row['role_ids'];
  if (Array.isArray(several)) return several.filter((id) => typeof id === 'string');
  return one === null ? [] : [one];
}

const nameIn = (value: unknown): string | null => (isObject(value) ? textOrNull(value['name']) : null);

/**
 * A status that members can have.
 * https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses
 */
export interface MemberStatus {
  id: string;
  name: string;
  description: string | null;
  color: string | null;
  is_base_status: boolean;
  order: number;
  organization_id: string | null;
}

/** The organization of the statuses. */
export interface StatusesParams {
  organization_id: string;
}

/** A key that is unique for each row of a list. */
export const rowKey = (row: { readonly id?: unknown; readonly user_id?: unknown }): string =>
  textOrNull(row.id) ?? textOrNull(row.user_id) ?? JSON.stringify(row);

/** How many pages of a hundred a list of so many members has, of which neighbours share one; 0 where none is told. */
export const pagesOf = (total: number | null): number => (total === null ? 0 : Math.ceil((total - 1) / 99));
