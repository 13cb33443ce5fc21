import { isStillActive, STILL_ACTIVE } from '../api/confirmed.ts';
import type { Operation } from './operation.ts';
import { isUserTarget } from './target.ts';

/** https://docs.aitronos.com/docs/api-reference/users/remove */
export const remove: Operation<'remove'> = {
  action: 'remove',
  // An unknown user was never a member, unless an earlier attempt without an answer removed them.
  alreadyApplied: { code: 'USER_NOT_FOUND', account_state: null, note: null },
  department: 'optional',
  capability: 'remove_users',
  repeatable: true,
  access: 'taken',
  leaves: { is_member: false },
  differences: ['orphan', 'leaver'],
  logged: ['removed', 'deleted'],
  destructive: true,
  forbidSelf: true,
  confirmation: 'always',
  question: (who, organization_id, departments) =>
    `Remove ${who} from ${organization_id}? All roles and department memberships are deleted, and reactivate cannot undo it.` +
    (departments.length > 0 ? ` Resources go to ${departments.join(', ')}.` : ''),
  takenBackBy: null,
  verb: 'remove',
  done: 'removed',
  mismatch: (user) =>
    user && isStillActive({ ...user }) ? { words: STILL_ACTIVE, outcome: 'unknown' } : null,
  accepts: isUserTarget,
  send(client, { user_id, organization_id, department_id }, options) {
    const transfer = department_id === null ? {} : { transfer_resources_to_department_id: department_id };
    return client.users.remove(user_id, { organization_id, ...transfer }, options);
  },
};
