import { expectState, type Operation } from './operation.ts';
import { isUserTarget } from './target.ts';

/** https://docs.aitronos.com/docs/api-reference/users/reactivate */
export const reactivate: Operation<'reactivate'> = {
  action: 'reactivate',
  alreadyApplied: {
    code: 'USER_NOT_DEACTIVATED',
    account_state: 'active',
    note: (user_id) => `${user_id} was already active; this call changed nothing`,
  },
  department: 'none',
  // The API has no separate capability for reactivation.
  capability: 'deactivate_users',
  repeatable: true,
  access: 'restored',
  leaves: { account_state: 'active' },
  differences: ['returned'],
  logged: ['reactivated', 'activated', 'enabled'],
  destructive: false,
  forbidSelf: false,
  confirmation: 'many',
  question: (who, organization_id) => `Reactivate ${who} of ${organization_id}?`,
  takenBackBy: null,
  verb: 'reactivate',
  done: 'reactivated',
  mismatch: expectState('active'),
  accepts: isUserTarget,
  send: (client, { user_id, organization_id }, options) =>
    client.users.reactivate(user_id, { organization_id }, options),
};
