import { jsonAnswer } from '../../json-answer.ts';
import { resending } from '../../state/commands/invite.ts';
import type { Route } from '../route.ts';

/**
 * Answers nothing, or what the pages of the invitations show. Our choice: the capability, and the message.
 */
export const resendInvitation: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/resend-invitation',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/resend-invitation',
  needs: ['invite_users', 'manage_users'],
  answer: async ({ c, organization, caller_id, member_shape, param }) => {
    await organization.change(caller_id, resending(param('user_id')));
    if (member_shape === 'crew') return c.body(null, 204);
    return jsonAnswer(c, { success: true, message: 'The invitation was sent again.' });
  },
};
