import { Refusal } from '../refusal.ts';
import { invitation, resending } from '../state/commands/invite.ts';
import type { InvitationKey } from '../state/invitations.ts';
import { readBody, readEmail, readFlag, readText } from './request-fields.ts';
import type { Route } from './route.ts';

const KEYS = ['email', 'user_id', 'invitation_id'] as const;

/** Invitations, by the older pages. */
export const INVITATION_ROUTES: readonly Route[] = [
  /**
   * The older invitation, into one role. Answers as its page has it, or as the other page has it:
   * https://docs.aitronos.com/docs/api-reference/organizations/invitations/send
   * Our choice: the capability, and the order of the checks: permission, body, role, state.
   */
  {
    at: 'POST /v1/organizations/:organization_id/invite-user',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/invite-user',
    needs: ['invite_users', 'manage_users'],
    status: 201,
    answer: async ({ c, organization, caller_id, member_shape }) => {
      const body = await readBody(c);
      const email = readEmail(body);
      const role_ids = [readText(body, 'role_id')];
      const send_invitation = readFlag(body, 'send_invitation', true);
      const is_new_user = !organization.hasAccount(email);
      const invited = { email, full_name: null, role_ids, department_ids: [], send_invitation };
      return organization.change(caller_id, invitation(invited), (user_id) => {
        const { invitation_id, invitation_key, expires_at } = organization.invitation(['user_id', user_id]);
        if (member_shape === 'members') {
          return { invitation_id, email, invitation_key, is_new_user, user_id, expires_at };
        }
        const { invitation_link } = organization.user(user_id);
        return { invitation_id, email, role_id: role_ids[0], user_id, invitation_link };
      });
    },
  },
  /** Answers nothing, or what the pages of the invitations show. Our choice: the capability, and the message. */
  {
    at: 'POST /v1/organizations/:organization_id/users/:user_id/resend-invitation',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/resend-invitation',
    needs: ['invite_users', 'manage_users'],
    answer: async ({ c, organization, caller_id, member_shape, param }) => {
      const answer = () =>
        member_shape === 'crew'
          ? c.body(null, 204)
          : { success: true, message: 'The invitation was sent again.' };
      return organization.change(caller_id, resending(param('user_id')), answer);
    },
  },
  /** Every member may look one up, by exactly one of the three. Our choice: the fields beside link and times. */
  {
    at: 'GET /v1/organizations/:organization_id/invitation',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-invitation',
    answer: ({ c, organization }) => {
      const given = KEYS.flatMap((key): InvitationKey[] => {
        const value = c.req.query(key);
        return value ? [[key, value]] : [];
      });
      const [only] = given;
      if (only === undefined || given.length > 1) throw notExactlyOne();
      return organization.invitation(only);
    },
  },
];

// The status and the code are documented.
function notExactlyOne(): Refusal {
  const field = KEYS.join(', ');
  const message = `Exactly one of ${field} is required.`;
  return new Refusal(400, 'VALIDATION_ERROR', message, { field }, { type: 'validation_error' });
}
