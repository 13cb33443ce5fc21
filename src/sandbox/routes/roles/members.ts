import type { Person } from '../../state/people.ts';
import { queryNumber } from '../query.ts';
import { param, type Route } from '../route.ts';

/** https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members */
export const listRoleMembers: Route = {
  at: 'GET /v1/organizations/:organization_id/roles/:role_id/members',
  answer: (call) => {
    const { c, organization } = call;
    const { id } = organization.role(param(call, 'role_id'));
    const skip = queryNumber(c, 'skip', [0, Number.MAX_SAFE_INTEGER], 0);
    const limit = queryNumber(c, 'limit', [1, 100], 50);
    const people = organization.withRole(id);
    return c.json({ members: people.slice(skip, skip + limit).map(roleMember), total: people.length });
  },
};

/** Our choice: members have no picture. */
const roleMember = ({ user }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  account_state: user.account_state,
  avatar_url: null,
});
