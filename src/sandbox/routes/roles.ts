import { CAPABILITIES, type Capability } from '../state/capabilities.ts';
import { roleAssignment, roleWithdrawal } from '../state/commands/memberships.ts';
import { type RoleFields, roleCreation, roleDeletion, roleUpdate } from '../state/commands/roles.ts';
import { ORGANIZATION_ID } from '../state/first-data.ts';
import type { Person } from '../state/people.ts';
import {
  type Body,
  invalidField,
  queryFlag,
  queryPart,
  readBody,
  readIds,
  readOptionalName,
  readOptionalText,
  readText,
} from './request-fields.ts';
import { changeOnly, type Route } from './route.ts';

const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 500;

export const ROLE_ROUTES: readonly Route[] = [
  /** A bare array; another page wraps it. Our choice: `include_global` adds none. */
  {
    at: 'GET /v1/organizations/:organization_id/roles',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/management/list-roles',
    answer: ({ c, organization }) => {
      queryFlag(c, 'include_global');
      return organization.roles();
    },
  },
  {
    at: 'GET /v1/organizations/:organization_id/roles/:role_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/retrieve',
    answer: ({ organization, param }) => organization.role(param('role_id')),
  },
  /** Our choice: the status 201. */
  {
    at: 'POST /v1/organizations/:organization_id/roles',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/create',
    needs: ['manage_roles'],
    status: 201,
    answer: async ({ c, organization, caller_id }) => {
      const { name, capabilities, ...more } = readRoleFields(await readBody(c));
      if (name === undefined) throw invalidField('name', 'The field name is required.');
      if (!capabilities) throw invalidField('capabilities', 'The field capabilities is required.');
      const creation = roleCreation({ name, capabilities, ...more });
      return organization.change(caller_id, creation, (id) => organization.role(id));
    },
  },
  /** Custom roles only; effective at once. */
  {
    at: 'PATCH /v1/organizations/:organization_id/roles/:role_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/update',
    needs: ['manage_roles'],
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.role(param('role_id'));
      const update = roleUpdate(id, readRoleFields(await readBody(c)));
      return organization.change(caller_id, update, () => organization.role(id));
    },
  },
  {
    at: 'DELETE /v1/organizations/:organization_id/roles/:role_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/delete-role',
    needs: ['manage_roles'],
    answer: (call) => changeOnly(call, roleDeletion(call.param('role_id'))),
  },
  {
    at: 'GET /v1/organizations/:organization_id/roles/:role_id/members',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members',
    answer: ({ c, organization, param }) => {
      const { id } = organization.role(param('role_id'));
      const { skip, limit } = queryPart(c, 50);
      const people = organization.withRole(id);
      return {
        members: people.slice(skip, skip + limit).map(viewMember),
        total: people.length,
      };
    },
  },
  /** The time in the page's own form. Our choice: the capability, and the id, which is made of its parts. */
  {
    at: 'POST /v1/organizations/:organization_id/roles/:role_id/members',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/assign-member',
    needs: ['assign_roles', 'manage_roles'],
    status: 201,
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.role(param('role_id'));
      const user_id = readText(await readBody(c), 'user_id');
      const assigned_at = await organization.change(caller_id, roleAssignment(id, user_id), () =>
        organization.member(user_id).last_modified_at.replace('Z', '+00:00'),
      );
      const part = (whole: string) => whole.replace(/^[a-z]+_/, '');
      const assignment = { id: `urol_${part(user_id)}_${part(id)}`, user_id, role_id: id };
      return { ...assignment, organization_id: ORGANIZATION_ID, assigned_at };
    },
  },
  /** Our choice: the capability. */
  {
    at: 'DELETE /v1/organizations/:organization_id/roles/:role_id/members/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/remove-member',
    needs: ['assign_roles', 'manage_roles'],
    answer: (call) => changeOnly(call, roleWithdrawal(call.param('role_id'), call.param('user_id'))),
  },
  /** Every key that a role may grant. Our choice: the labels, the descriptions and the groups. */
  {
    at: 'GET /v1/capabilities',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/capabilities',
    answer: () => CAPABILITIES.map(viewCapability),
  },
];

/** Our choice: members have no picture. */
const viewMember = ({ user }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  account_state: user.account_state,
  avatar_url: null,
});

function viewCapability(key: Capability) {
  const words = key.replaceAll('_', ' ');
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return { key, label, description: null, group: groupOf(key) };
}

function groupOf(key: Capability): string {
  if (key.includes('users')) return 'users';
  if (key.includes('departments')) return 'departments';
  if (key.includes('roles')) return 'roles';
  if (key.includes('audit')) return 'audit_log';
  return key.includes('knowledge') ? 'knowledge' : 'organization';
}

/**
 * What a body says of a role. Throws a `Refusal` (422).
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/create
 */
function readRoleFields(body: Body): RoleFields {
  const name = readOptionalName(body, LONGEST_NAME);
  const description = readOptionalText(body, 'description', LONGEST_DESCRIPTION);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(body['capabilities'] !== undefined && { capabilities: readCapabilities(body) }),
  };
}

function readCapabilities(body: Body): Capability[] {
  const given = readIds(body, 'capabilities');
  const known = CAPABILITIES.filter((key) => given.includes(key));
  if (known.length > 0 && known.length === given.length) return known;
  const unknown = given.find((key) => !CAPABILITIES.some((one) => one === key));
  const problem = unknown === undefined ? 'needs one key at least' : `has no key ${unknown}`;
  throw invalidField('capabilities', `The field capabilities ${problem}.`);
}
