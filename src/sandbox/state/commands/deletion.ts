import { Refusal } from '../../refusal.ts';
import type { State } from '../events/projection.ts';
import { findFirstPerson } from '../first-data.ts';
import { ACTIVE, findPersonById, REMOVED, requireMember } from '../people.ts';
import { type Command, REMOVAL, userUpdate } from './command.ts';
import { refuseOneself, refuseOwner, refuseWithoutOwner } from './guards.ts';

/**
 * Ends a membership so that it can be restored whole.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/delete-member
 */
export const deletion =
  (user_id: string): Command =>
  (state, actor_id) => {
    const { user } = requireMember(state, user_id);
    refuseOneself(actor_id, user_id, 'You cannot delete your own membership.');
    refuseOwner(user, 'CANNOT_DELETE_OWNER', 'An owner of an organization cannot be deleted.');
    return userUpdate('deleted', user, REMOVAL);
  };

/**
 * Deletes the account of the caller. Our choice: the last owner cannot; the membership ends with the account, and can
 * be restored.
 * https://docs.aitronos.com/docs/api-reference/users/delete
 */
export const accountDeletion =
  (user_id: string): Command =>
  (state) => {
    const { user } = requireMember(state, user_id);
    refuseWithoutOwner(user, state);
    return userUpdate('deleted', user, REMOVAL);
  };

/**
 * Makes a user a member again, in the state of before. Our choice: the code for a present member; roles and
 * departments come back after a deletion and not after a removal, which deletes them, and only those that still exist.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/restore-member
 */
export const restoration =
  (user_id: string): Command =>
  (state) => {
    // A user who never was a member is refused as everywhere.
    if (findPersonById(state, user_id)?.user.account_state !== REMOVED) {
      requireMember(state, user_id);
      throw new Refusal(422, 'USER_NOT_DELETED', 'This user is not deleted.', { user_id });
    }
    return { action: 'restored', user_id, transferred_to_department_id: null, ...formerOf(state, user_id) };
  };

function formerOf({ users, projection }: State, user_id: string) {
  const first = findFirstPerson(user_id, users);
  const { removal } = projection.of(user_id) ?? {};
  const account_state = removal?.account_state ?? first?.account_state ?? ACTIVE;
  if (removal?.action !== 'deleted') return { account_state, role_ids: [], department_ids: [] };
  const role_ids = removal.role_ids ?? first?.role_ids ?? [];
  const department_ids = removal.department_ids ?? first?.department_ids ?? [];
  return {
    account_state,
    role_ids: role_ids.filter((id) => projection.roles.get(id)?.is_deleted === false),
    department_ids: department_ids.filter((id) => projection.departments.get(id)?.is_deleted === false),
  };
}
