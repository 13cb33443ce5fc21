import { roleDeletion } from '../../state/commands/roles.ts';
import { changeOnly, type Route } from '../route.ts';

export const deleteRole: Route = {
  at: 'DELETE /v1/organizations/:organization_id/roles/:role_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role',
  needs: ['manage_roles'],
  answer: (call) => changeOnly(call, roleDeletion(call.param('role_id'))),
};
