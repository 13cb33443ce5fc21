import { jsonAnswer } from '../../json-answer.ts';
import { deactivation } from '../../state/commands/users.ts';
import { readBody, readText } from '../request-body.ts';
import type { Route } from '../route.ts';

/**
 * Our choice: the capability, and the order of the checks: permission, user, body, department, oneself, state.
 */
export const deactivateUser: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/deactivate',
  page: 'https://docs.aitronos.com/docs/api-reference/users/deactivate',
  needs: ['deactivate_users', 'manage_users'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.user(param('user_id'));
    const department_id = readText(await readBody(c), 'transfer_resources_to_department_id');
    await organization.change(caller_id, deactivation(id, department_id));
    return jsonAnswer(c, organization.user(id));
  },
};
