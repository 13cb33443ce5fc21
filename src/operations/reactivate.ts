import { expectState, type Operation, userIdOf } from './operation.ts';

/** https://docs.aitronos.com/docs/api-reference/users/reactivate */
export const reactivate: Operation = {
  action: 'reactivate',
  already: {
    code: 'USER_NOT_DEACTIVATED',
    account_state: 'active',
    note: (user_id) => `${user_id} was active already; this call changed nothing`,
  },
  department: 'none',
  // The API's list of capabilities has none of its own for it.
  capability: 'deactivate_users',
  repeatable: true,
  forbidSelf: false,
  consent: 'many',
  question: (who, organization_id) => `Reactivate ${who} of ${organization_id}?`,
  done: 'reactivated',
  mismatch: expectState('active'),
  send: (client, target, options) =>
    client.users.reactivate(userIdOf(target), { organization_id: target.organization_id }, options),
};
