import type { User } from '../../api/user.ts';
import { Refusal } from '../refusal.ts';
import type { ChangeEvent } from './events/event.ts';
import type { State } from './events/projection.ts';
import { ORGANIZATION_ID } from './first-data.ts';
import { ACTIVE, DEACTIVATED, isLastOwner, REMOVED, requireMember } from './people.ts';

/**
 * Decides about a change requested at `at` (ISO 8601, UTC): returns the event to store, or throws a `Refusal`.
 */
export type Command = (state: State, at: string) => ChangeEvent;

/**
 * Our choice: an inactive department may take resources over too.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export const deactivation =
  (user_id: string, department_id: string): Command =>
  (state, at) => {
    const { user } = requireMember(state, user_id);
    refuseWithoutOwner(user, state);
    if (user.account_state === DEACTIVATED) {
      throw new Refusal(422, 'USER_ALREADY_DEACTIVATED', 'This user account has already been deactivated.', {
        details: { user_id },
      });
    }
    return { at, user_id, account_state: DEACTIVATED, transferred_to_department_id: department_id };
  };

/** https://docs.aitronos.com/docs/api-reference/users/reactivate */
export const reactivation =
  (user_id: string): Command =>
  (state, at) => {
    if (requireMember(state, user_id).user.account_state !== DEACTIVATED) {
      // Our choice: the wording, after the documented one of the opposite change.
      throw new Refusal(422, 'USER_NOT_DEACTIVATED', 'This user account is not deactivated.', {
        details: { user_id },
      });
    }
    return { at, user_id, account_state: ACTIVE, transferred_to_department_id: null };
  };

/** Deletes roles and departments with the membership. https://docs.aitronos.com/docs/api-reference/users/remove */
export const removal =
  (user_id: string, department_id: string | null): Command =>
  (state, at) => {
    refuseWithoutOwner(requireMember(state, user_id).user, state);
    return {
      at,
      user_id,
      account_state: REMOVED,
      transferred_to_department_id: department_id,
      role_ids: [],
      department_ids: [],
    };
  };

/** Both lists replace the former ones. https://docs.aitronos.com/docs/api-reference/users/update-memberships */
export const newMemberships =
  (user_id: string, role_ids: readonly string[], department_ids: readonly string[]): Command =>
  (state, at) => {
    const { user } = requireMember(state, user_id);
    if (!role_ids.includes('role_owner') && isLastOwner(user, state)) {
      // The code is documented for removing the role from a member:
      // https://docs.aitronos.com/docs/api-reference/organizations/roles/remove-member
      throw new Refusal(422, 'LAST_OWNER_CANNOT_BE_REMOVED', 'The last owner cannot lose the owner role.', {
        type: 'validation_error',
        details: { user_id, role_id: 'role_owner', organization_id: ORGANIZATION_ID },
      });
    }
    const { account_state } = user;
    return { at, user_id, account_state, transferred_to_department_id: null, role_ids, department_ids };
  };

// Our choice: where it applies. The code is documented, but not for which request.
function refuseWithoutOwner(user: User, state: State): void {
  if (!isLastOwner(user, state)) return;
  const message = 'The last owner of an organization cannot be removed.';
  throw new Refusal(403, 'CANNOT_REMOVE_LAST_OWNER', message, { details: { user_id: user.id } });
}
