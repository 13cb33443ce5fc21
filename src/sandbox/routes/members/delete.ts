import { deletion } from '../../state/commands/deletion.ts';
import type { Route } from '../route.ts';

/** The older removal, which can be undone. Our choice: the capability. */
export const deleteMember: Route = {
  at: 'DELETE /v1/organizations/:organization_id/users/:user_id/delete',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/delete-member',
  needs: ['remove_users', 'manage_users'],
  answer: async ({ c, organization, caller_id, param }) => {
    await organization.change(caller_id, deletion(param('user_id')));
    return c.body(null, 204);
  },
};
