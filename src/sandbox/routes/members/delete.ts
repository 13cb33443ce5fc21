import { deletion } from '../../state/commands/deletion.ts';
import { changeOnly, type Route } from '../route.ts';

/** The older removal, which can be undone. Our choice: the capability. */
export const deleteMember: Route = {
  at: 'DELETE /v1/organizations/:organization_id/users/:user_id/delete',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/delete-member',
  needs: ['remove_users', 'manage_users'],
  answer: (call) => changeOnly(call, deletion(call.param('user_id'))),
};
