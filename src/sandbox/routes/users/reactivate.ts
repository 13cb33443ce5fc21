import { jsonAnswer } from '../../json-answer.ts';
import { reactivation } from '../../state/commands/users.ts';
import type { Route } from '../route.ts';

/**
 * No body is documented. Our choice: one that is sent is ignored; the capability is that of the opposite change.
 */
export const reactivateUser: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/reactivate',
  page: 'https://docs.aitronos.com/docs/api-reference/users/reactivate',
  needs: ['deactivate_users', 'manage_users'],
  answer: async ({ c, organization, caller_id, param }) => {
    const user_id = param('user_id');
    await organization.change(caller_id, reactivation(user_id));
    return jsonAnswer(c, organization.user(user_id));
  },
};
