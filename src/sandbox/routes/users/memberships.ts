import { jsonAnswer } from '../../json-answer.ts';
import { newMemberships } from '../../state/commands/memberships.ts';
import { readBody, readIds } from '../request-body.ts';
import type { Route } from '../route.ts';

/**
 * Our choice: the capability, and the order of the checks: permission, user, body, roles, departments, state.
 */
export const updateUserMemberships: Route = {
  at: 'PATCH /v1/organizations/:organization_id/users/:user_id/memberships',
  page: 'https://docs.aitronos.com/docs/api-reference/users/update-memberships',
  needs: ['manage_users'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.user(param('user_id'));
    const body = await readBody(c);
    const role_ids = readIds(body, 'role_ids');
    const department_ids = readIds(body, 'department_ids');
    await organization.change(caller_id, newMemberships(id, role_ids, department_ids));
    return jsonAnswer(c, organization.user(id));
  },
};
