import { dedupe, type Operation } from './operation.ts';
import type { Target } from './target.ts';

/** https://docs.aitronos.com/docs/api-reference/users/invite-v2 */
export const invite: Operation<'invite'> = {
  action: 'invite',
  alreadyApplied: null,
  department: 'none',
  capability: 'invite_users',
  repeatable: false,
  access: 'given',
  // Who was invited may have accepted since.
  leaves: { is_member: true },
  differences: ['missing'],
  logged: ['invited', 'created', 'added'],
  destructive: false,
  forbidSelf: false,
  confirmation: 'many',
  question: (who, organization_id) => `Invite ${who} to ${organization_id}?`,
  takenBackBy: 'remove',
  // The documentation showed no example of an answer, so any 2xx counts.
  verb: 'invite',
  done: 'invited',
  mismatch: () => null,
  accepts: (fields): fields is Target<'invite'> => fields.user_id === null && fields.invitation !== undefined,
  send(client, { organization_id, invitation }, options) {
    return client.users.inviteV2({ organization_id, ...dedupe(invitation) }, options);
  },
};
