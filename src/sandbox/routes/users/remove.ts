import { removal } from '../../state/commands/users.ts';
import { invalidField, readBody, readOptionalText } from '../request-body.ts';
import { changeOnly, type Route } from '../route.ts';

/**
 * Our choice: the capability, the order of the checks (as for a deactivation), and the answer to a request without
 * `confirm`.
 */
export const removeUser: Route = {
  at: 'DELETE /v1/organizations/:organization_id/users/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/users/remove',
  needs: ['remove_users', 'manage_users'],
  answer: async (call) => {
    const { id } = call.organization.user(call.param('user_id'));
    const body = await readBody(call.c);
    if (body['confirm'] !== true) throw invalidField('confirm', 'The field confirm must be true.');
    const department_id = readOptionalText(body, 'transfer_resources_to_department_id');
    return changeOnly(call, removal(id, department_id ?? null));
  },
};
