import { jsonAnswer } from '../../json-answer.ts';
import { ACTIVE } from '../../state/people.ts';
import { queryFlag, queryPart } from '../query.ts';
import type { Route } from '../route.ts';
import { accountOf } from './account-object.ts';

/**
 * A bare array. Our choice: those who have an account are the members, in the order in which they joined; at most 100
 * at once; every signed-in user may call it, as every user may list the members.
 */
export const listAccounts: Route = {
  at: 'GET /v1/user',
  page: 'https://docs.aitronos.com/docs/api-reference/users/list',
  answer: ({ c, organization }) => {
    const { skip, limit } = queryPart(c, 100);
    const active_only = queryFlag(c, 'active_only');
    const people = organization.members().filter(({ user }) => !active_only || user.account_state === ACTIVE);
    return jsonAnswer(
      c,
      people.slice(skip, skip + limit).map((person) => rowOf(accountOf(person))),
    );
  },
};

/** Our choice: no user has a global role. */
const rowOf = (account: ReturnType<typeof accountOf>) => ({
  id: account.id,
  email: account.email,
  first_name: account.first_name,
  last_name: account.last_name,
  is_active: account.is_active,
  last_verified: account.last_verified,
  global_role_id: null,
  created_at: account.created_at,
  updated_at: account.updated_at,
});
