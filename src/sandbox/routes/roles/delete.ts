import { roleDeletion } from '../../state/commands/roles.ts';
import type { Route } from '../route.ts';

export const deleteRole: Route = {
  at: 'DELETE /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role',
  needs: ['manage_roles'],
  answer: async ({ c, organization, caller_id, param }) => {
    await organization.change(caller_id, roleDeletion(param('role_id')));
    return c.body(null, 204);
  },
};
