import { jsonAnswer } from '../../json-answer.ts';
import { Refusal } from '../../refusal.ts';
import type { InvitationKey } from '../../state/invitations.ts';
import type { Route } from '../route.ts';

const KEYS = ['email', 'user_id', 'invitation_id'] as const;

/** Every member may look one up, by exactly one of the three. Our choice: the fields beside the link and the times. */
export const getInvitation: Route = {
  at: 'GET /v1/organizations/:organization_id/invitation',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-invitation',
  answer: ({ c, organization }) => {
    const given = KEYS.flatMap((key): InvitationKey[] => {
      const value = c.req.query(key);
      return value ? [[key, value]] : [];
    });
    const [only] = given;
    if (only === undefined || given.length > 1) throw notExactlyOne();
    return jsonAnswer(c, organization.invitation(only));
  },
};

// The status and the code are documented.
function notExactlyOne(): Refusal {
  const field = KEYS.join(', ');
  const message = `Exactly one of ${field} is required.`;
  return new Refusal(400, 'VALIDATION_ERROR', message, { field }, { type: 'validation_error' });
}
