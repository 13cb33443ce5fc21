import { restoration } from '../../state/commands/deletion.ts';
import { param, type Route } from '../route.ts';

/** Takes a deletion back. Our choice: the capability, and that a removal can be taken back too. */
export const restoreMember: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/restore',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/restore-member',
  needs: ['remove_users', 'manage_users'],
  answer: async (call) => {
    await call.organization.change(call.caller_id, restoration(param(call, 'user_id')));
    return call.c.body(null, 204);
  },
};
