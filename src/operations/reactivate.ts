import type { Operation } from './operation.ts';

/** https://docs.aitronos.com/docs/api-reference/users/reactivate */
export const reactivate: Operation = {
  action: 'reactivate',
  goal: 'active',
  alreadyCode: 'USER_NOT_DEACTIVATED',
  alreadyNote: (user_id) => `${user_id} was active already; this call changed nothing`,
  department: 'none',
  question: (users, organization_id) => `Reactivate ${users} of ${organization_id}?`,
  send: (client, { user_id, organization_id }, options) =>
    client.users.reactivate(user_id, { organization_id }, options),
};
