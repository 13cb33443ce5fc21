import { expectState, type Operation } from './operation.ts';
import { isUserTarget, type Target } from './target.ts';

/** https://docs.aitronos.com/docs/api-reference/users/deactivate */
export const deactivate: Operation<'deactivate'> = {
  action: 'deactivate',
  alreadyApplied: {
    code: 'USER_ALREADY_DEACTIVATED',
    account_state: 'deactivated',
    note: (user_id) => `${user_id} was already deactivated; this call moved no resources`,
  },
  department: 'required',
  capability: 'deactivate_users',
  repeatable: true,
  access: 'taken',
  leaves: { account_state: 'deactivated' },
  differences: ['orphan', 'leaver'],
  logged: ['deactivated', 'suspended', 'disabled'],
  destructive: false,
  forbidSelf: true,
  confirmation: 'many',
  question: (who, organization_id, departments) =>
    `Deactivate ${who} of ${organization_id}? Their resources go to ${departments.join(', ')}.`,
  takenBackBy: 'reactivate',
  verb: 'deactivate',
  done: 'deactivated',
  mismatch: expectState('deactivated'),
  accepts: (fields): fields is Target<'deactivate'> => isUserTarget(fields) && fields.department_id !== null,
  send(client, { user_id, organization_id, department_id }, options) {
    const params = { organization_id, transfer_resources_to_department_id: department_id };
    return client.users.deactivate(user_id, params, options);
  },
};
