import { jsonAnswer } from '../../json-answer.ts';
import { Refusal } from '../../refusal.ts';
import { accountDeletion } from '../../state/commands/deletion.ts';
import type { Route } from '../route.ts';

/** One's own account only. Our choice: the message; as documented, no details of a refusal. */
export const deleteAccount: Route = {
  at: 'DELETE /v1/user/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/users/delete',
  answer: async ({ c, organization, caller_id, param }) => {
    const user_id = param('user_id');
    if (!organization.isMember(user_id)) {
      throw new Refusal(404, 'USER_NOT_FOUND', 'The requested user could not be found.');
    }
    if (user_id !== caller_id) {
      throw new Refusal(403, 'INSUFFICIENT_PERMISSIONS', 'You can delete your own account only.');
    }
    await organization.change(caller_id, accountDeletion(user_id));
    return jsonAnswer(c, { success: true, message: 'Your account was deleted.', user_id });
  },
};
