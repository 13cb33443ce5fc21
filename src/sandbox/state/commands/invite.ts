import { Refusal } from '../../refusal.ts';
import { requireDepartment } from '../departments.ts';
import { invitationLink } from '../invitations.ts';
import { findIdByEmail, findPersonById, INVITED, REMOVED, requireMember } from '../people.ts';
import { type Command, numberedId, userUpdate } from './command.ts';
import { refuseGrant } from './guards.ts';

/** Who is to be invited, and into what. https://docs.aitronos.com/docs/api-reference/users/invite-v2 */
export interface InvitationRequest {
  readonly email: string;
  readonly full_name: string | null;
  readonly role_ids: readonly string[];
  readonly department_ids: readonly string[];
  readonly send_invitation: boolean;
}

/**
 * Adds the person with this address: the existing account, or a new one.
 * Our choice: the code for a person who is already a member; only an invitation that is not sent by e-mail has a
 * link, because the caller then has to pass it on.
 */
export const invitation =
  ({ email, full_name, role_ids, department_ids, send_invitation }: InvitationRequest): Command =>
  (state, actor_id) => {
    refuseGrant(state, actor_id, role_ids);
    for (const id of department_ids) requireDepartment(state, id);
    const user_id = findIdByEmail(email, state) ?? numberedId('usr_inv', state.projection.invitations + 1);
    const person = findPersonById(state, user_id);
    if (person && person.user.account_state !== REMOVED) {
      const message = 'This user is already a member of the organization.';
      throw new Refusal(409, 'USER_ALREADY_MEMBER', message, { user_id, email });
    }
    const link = send_invitation ? null : invitationLink(user_id);
    return {
      action: 'invited',
      user_id,
      account_state: INVITED,
      transferred_to_department_id: null,
      role_ids,
      department_ids,
      invitation: { email, full_name, link },
    };
  };

/**
 * Sends the e-mail of an invitation again. Our choice: the code for a user who is not invited; the invitation is then
 * valid as long as a new one.
 * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/resend-invitation
 */
export const resending =
  (user_id: string): Command =>
  (state) => {
    const { user } = requireMember(state, user_id);
    if (user.account_state !== INVITED) {
      throw new Refusal(422, 'USER_NOT_INVITED', 'This user has no pending invitation.', { user_id });
    }
    return userUpdate('invited', user);
  };
