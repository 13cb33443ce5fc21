import { dedupe, type Operation, quoteValue } from './operation.ts';
import { isUserTarget, type Target } from './target.ts';

/** https://docs.aitronos.com/docs/api-reference/users/update-memberships */
export const updateMemberships: Operation<'update_memberships'> = {
  action: 'update_memberships',
  alreadyApplied: null,
  department: 'none',
  capability: 'manage_users',
  repeatable: true,
  access: 'kept',
  leaves: null,
  differences: [],
  logged: ['updated', 'assigned', 'unassigned', 'membership_added', 'membership_removed'],
  destructive: true,
  forbidSelf: false,
  confirmation: 'none',
  question: (who, organization_id) => `Replace the roles and departments of ${who} of ${organization_id}?`,
  takenBackBy: null,
  verb: 'replace the roles and departments of',
  done: 'given other roles and departments',
  reported: 'memberships updated',
  mismatch(user, { memberships }) {
    // The documentation showed no example of an answer, so a missing list is no contradiction.
    for (const name of ['role_ids', 'department_ids'] as const) {
      const found: unknown = user?.[name];
      if (Array.isArray(found) && !sameIds(found, memberships[name])) {
        return {
          words: `${name} are ${quoteValue(found)}, not those that were asked for`,
          outcome: 'failed',
        };
      }
    }
    return null;
  },
  accepts: (fields): fields is Target<'update_memberships'> =>
    isUserTarget(fields) && fields.memberships !== undefined,
  send: (client, { user_id, organization_id, memberships }, options) =>
    client.users.updateMemberships(user_id, { organization_id, ...dedupe(memberships) }, options),
};

function sameIds(found: readonly unknown[], asked: readonly string[]): boolean {
  const ids = new Set(asked);
  return new Set(found).size === ids.size && found.every((id) => typeof id === 'string' && ids.has(id));
}
