import { jsonAnswer } from '../../json-answer.ts';
import { invitation } from '../../state/commands/invite.ts';
import { readBody, readEmail, readFlag, readText } from '../request-body.ts';
import type { Route } from '../route.ts';

/**
 * The older invitation, into one role. Answers as its page has it, or as the other page has it:
 * https://docs.aitronos.com/docs/api-reference/organizations/invitations/send
 * Our choice: the capability, and the order of the checks: permission, body, role, state.
 */
export const inviteMember: Route = {
  at: 'POST /v1/organizations/:organization_id/invite-user',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/invite-user',
  needs: ['invite_users', 'manage_users'],
  answer: async ({ c, organization, caller_id, member_shape }) => {
    const body = await readBody(c);
    const email = readEmail(body, 'email');
    const role_ids = [readText(body, 'role_id')];
    const send_invitation = readFlag(body, 'send_invitation', true);
    const is_new_user = !organization.hasAccount(email);
    const invited = { email, full_name: null, role_ids, department_ids: [], send_invitation };
    const user_id = await organization.change(caller_id, invitation(invited));
    const { invitation_id, invitation_key, expires_at } = organization.invitation(['user_id', user_id]);
    if (member_shape === 'members') {
      return jsonAnswer(c, { invitation_id, email, invitation_key, is_new_user, user_id, expires_at }, 201);
    }
    const { invitation_link } = organization.user(user_id);
    return jsonAnswer(c, { invitation_id, email, role_id: role_ids[0], user_id, invitation_link }, 201);
  },
};
