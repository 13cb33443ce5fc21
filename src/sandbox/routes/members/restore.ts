import { restoration } from '../../state/commands/deletion.ts';
import { changeOnly, type Route } from '../route.ts';

/** Takes a deletion back. Our choice: the capability, and that a removal can be taken back too. */
export const restoreMember: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/restore',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/restore-member',
  needs: ['remove_users', 'manage_users'],
  answer: (call) => changeOnly(call, restoration(call.param('user_id'))),
};
