import { jsonAnswer } from '../../json-answer.ts';
import { roleAssignment, roleWithdrawal } from '../../state/commands/memberships.ts';
import { ORGANIZATION_ID } from '../../state/first-data.ts';
import type { Person } from '../../state/people.ts';
import { queryPart } from '../query.ts';
import { readBody, readText } from '../request-body.ts';
import { changeOnly, type Route } from '../route.ts';

export const listRoleMembers: Route = {
  at: 'GET /v1/organizations/:organization_id/roles/:role_id/members',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members',
  answer: ({ c, organization, param }) => {
    const { id } = organization.role(param('role_id'));
    const { skip, limit } = queryPart(c, 50);
    const people = organization.withRole(id);
    return jsonAnswer(c, { members: people.slice(skip, skip + limit).map(viewMember), total: people.length });
  },
};

/** The time in the page's own form. Our choice: the capability, and the id, which is made of its parts. */
export const assignRole: Route = {
  at: 'POST /v1/organizations/:organization_id/roles/:role_id/members',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/assign-member',
  needs: ['assign_roles', 'manage_roles'],
  answer: async ({ c, organization, caller_id, param }) => {
    const { id } = organization.role(param('role_id'));
    const user_id = readText(await readBody(c), 'user_id');
    await organization.change(caller_id, roleAssignment(id, user_id));
    const assigned_at = organization.member(user_id).last_modified_at.replace('Z', '+00:00');
    const part = (whole: string) => whole.replace(/^[a-z]+_/, '');
    const assignment = { id: `urol_${part(user_id)}_${part(id)}`, user_id, role_id: id };
    return jsonAnswer(c, { ...assignment, organization_id: ORGANIZATION_ID, assigned_at }, 201);
  },
};

/** Our choice: the capability. */
export const unassignRole: Route = {
  at: 'DELETE /v1/organizations/:organization_id/roles/:role_id/members/:user_id',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/remove-member',
  needs: ['assign_roles', 'manage_roles'],
  answer: (call) => changeOnly(call, roleWithdrawal(call.param('role_id'), call.param('user_id'))),
};

/** Our choice: members have no picture. */
const viewMember = ({ user }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  account_state: user.account_state,
  avatar_url: null,
});
