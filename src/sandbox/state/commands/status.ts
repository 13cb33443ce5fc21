import type { User } from '../../../api/objects/user.ts';
import { Refusal } from '../../refusal.ts';
import type { State } from '../events/projection.ts';
import { ACTIVE, DEACTIVATED, requireMember } from '../people.ts';
import { requireRole } from '../roles.ts';
import { ASSIGNABLE, type AssignableStatus, statusOf } from '../statuses.ts';
import { type Command, userUpdate } from './command.ts';
import { refuseGrant, refuseOwner } from './guards.ts';
import { deactivation, reactivation } from './users.ts';

const STATE_OF: Readonly<Record<AssignableStatus, string>> = {
  status_active: ACTIVE,
  status_inactive: DEACTIVATED,
};

/**
 * Sets the status of a member, and moves no resources. Our choice: what it refuses beyond an inactive owner is what the
 * newer operations refuse.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/bulk-status-change
 */
export const statusChange =
  (user_id: string, status_id: AssignableStatus): Command =>
  (state, actor_id) => {
    if (status_id === 'status_active') return reactivation(user_id)(state, actor_id);
    const { user } = requireMember(state, user_id);
    refuseOwner(user, 'OPERATION_NOT_ALLOWED', 'An owner of an organization cannot be inactive.');
    return deactivation(user_id, null)(state, actor_id);
  };

/** What is to be changed about a member; what is undefined stays as it is. */
export interface MemberFields {
  readonly role_id: string | undefined;
  readonly status_id: string | undefined;
}

/**
 * Sets the role of a member, the status, or both. Our choice: the role replaces all that the member has, and what is as
 * it was before is no fault, so that a client can always send both.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/update-member
 */
export const memberUpdate =
  (user_id: string, { role_id, status_id }: MemberFields): Command =>
  (state, actor_id) => {
    const { user } = requireMember(state, user_id);
    if (role_id !== undefined) refuseRole(state, actor_id, user, role_id);
    return userUpdate('updated', user, {
      ...(status_id !== undefined && { account_state: newState(state, actor_id, user, status_id) }),
      ...(role_id !== undefined && { role_ids: [role_id] }),
    });
  };

function refuseRole(state: State, actor_id: string, user: User, role_id: string): void {
  requireRole(state, role_id);
  const isUnchanged = user.role_ids.length === 1 && user.role_ids[0] === role_id;
  if (isUnchanged) return;
  refuseOwner(user, 'OPERATION_NOT_ALLOWED', 'The role of an owner cannot be changed.');
  if (!user.role_ids.includes(role_id)) refuseGrant(state, actor_id, [role_id]);
}

function newState(state: State, actor_id: string, user: User, status_id: string): string {
  if (statusOf(user.account_state).id === status_id) return user.account_state;
  const assignable = ASSIGNABLE.find((id) => id === status_id);
  if (assignable === undefined) {
    throw new Refusal(422, 'STATUS_NOT_ASSIGNABLE', 'This status cannot be assigned to this user.', {
      user_id: user.id,
      status_id,
    });
  }
  // Decides whether the status can be set; the event of it is this one.
  statusChange(user.id, assignable)(state, actor_id);
  return STATE_OF[assignable];
}
