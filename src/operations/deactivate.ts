import { CliError, EXIT } from '../errors.ts';
import type { Operation } from './operation.ts';

/** https://docs.aitronos.com/docs/api-reference/users/deactivate */
export const deactivate: Operation = {
  action: 'deactivate',
  goal: 'deactivated',
  alreadyCode: 'USER_ALREADY_DEACTIVATED',
  alreadyNote: (user_id) => `${user_id} was deactivated already; this call moved no resources`,
  department: 'required',
  question: (users, organization_id, departments) =>
    `Deactivate ${users} of ${organization_id}? Their resources go to ${departments.join(', ')}.`,
  send(client, { user_id, organization_id, department_id }, options) {
    if (department_id === null)
      throw new CliError('DEFECT', EXIT.refused, 'a deactivation without a department');
    const params = { organization_id, transfer_resources_to_department_id: department_id };
    return client.users.deactivate(user_id, params, options);
  },
};
