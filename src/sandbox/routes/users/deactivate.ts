import { deactivation } from '../../state/commands.ts';
import { requireDepartment } from '../../state/departments.ts';
import { readBody, readText } from '../request-body.ts';
import { param, type Route } from '../route.ts';
import { refuseOneself } from './oneself.ts';

/**
 * Our choice: the capability, and the order of the checks: permission, user, body, department, oneself, state.
 * https://docs.aitronos.com/docs/api-reference/users/deactivate
 */
export const deactivateUser: Route = {
  at: 'POST /v1/organizations/:organization_id/users/:user_id/deactivate',
  needs: ['deactivate_users', 'manage_users'],
  answer: async (call) => {
    const { c, organization } = call;
    const { id } = organization.user(param(call, 'user_id'));
    const department_id = readText(await readBody(c), 'transfer_resources_to_department_id');
    requireDepartment(department_id);
    refuseOneself(call, id, 'You cannot deactivate your own account.');
    await organization.change(deactivation(id, department_id));
    return c.json(organization.user(id));
  },
};
