import { roleDeletion } from '../../state/commands/roles.ts';
import { param, type Route } from '../route.ts';

export const deleteRole: Route = {
  at: 'DELETE /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role',
  needs: ['manage_roles'],
  answer: async (call) => {
    await call.organization.change(call.caller_id, roleDeletion(param(call, 'role_id')));
    return call.c.body(null, 204);
  },
};
