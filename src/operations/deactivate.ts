import { expectState, type Operation, userIdOf } from './operation.ts';

/** https://docs.aitronos.com/docs/api-reference/users/deactivate */
export const deactivate: Operation = {
  action: 'deactivate',
  already: {
    code: 'USER_ALREADY_DEACTIVATED',
    account_state: 'deactivated',
    note: (user_id) => `${user_id} was deactivated already; this call moved no resources`,
  },
  department: 'required',
  capability: 'deactivate_users',
  repeatable: true,
  forbidSelf: true,
  consent: 'many',
  question: (who, organization_id, departments) =>
    `Deactivate ${who} of ${organization_id}? Their resources go to ${departments.join(', ')}.`,
  done: 'deactivated',
  mismatch: expectState('deactivated'),
  send(client, target, options) {
    const { organization_id, department_id } = target;
    if (department_id === null) throw new Error('a deactivation without a department');
    const params = { organization_id, transfer_resources_to_department_id: department_id };
    return client.users.deactivate(userIdOf(target), params, options);
  },
};
