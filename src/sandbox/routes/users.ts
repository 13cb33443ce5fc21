import { invitation } from '../state/commands/invite.ts';
import { newMemberships } from '../state/commands/memberships.ts';
import { deactivation, reactivation, removal } from '../state/commands/users.ts';
import { type Selection, SORT_DIRECTIONS, SORT_FIELDS } from '../state/listing.ts';
import { timestamp } from '../times.ts';
import { shapeMember, shapeMemberPage } from './member-rows.ts';
import {
  type Body,
  bodyPart,
  invalidField,
  readBody,
  readChoice,
  readEmail,
  readFlag,
  readIds,
  readOptionalBody,
  readOptionalIds,
  readOptionalText,
  readText,
} from './request-fields.ts';
import { changeOnly, type Route } from './route.ts';

const LONGEST_NAME = 255;

export const USER_ROUTES: readonly Route[] = [
  /**
   * A POST that lists. Every member may call it by one page, admins and owners by the other; our choice: everybody.
   * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members and
   * https://docs.aitronos.com/docs/api-reference/organizations/members/list
   */
  {
    at: 'POST /v1/organizations/:organization_id/users',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members',
    answer: async ({ c, organization, member_shape }) => {
      const body = await readOptionalBody(c);
      const { skip, take } = bodyPart(body, 10);
      const selected = organization.select(readSelection(body, ['sort_field', 'sort_direction']));
      const people = selected.slice(skip, skip + take);
      const page = { people, total: selected.length, skip, take };
      return shapeMemberPage(page, member_shape, organization.roleName);
    },
  },
  /**
   * The nested row of one page, or the flat one of the other.
   * https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-member and
   * https://docs.aitronos.com/docs/api-reference/organizations/members/retrieve
   * Our choice: every member may call it, as the second page has it.
   */
  {
    at: 'GET /v1/organizations/:organization_id/users/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/get-member',
    answer: ({ organization, member_shape, param }) => {
      // The first page takes the id of the membership too; it writes the prefix in two ways.
      const user_id = param('user_id').replace(/^org(?:usr|user)_/, 'usr_');
      return shapeMember(organization.member(user_id), member_shape, organization.roleName);
    },
  },
  /** Our choice: the capability, and the order of the checks: permission, body, roles, departments, state. */
  {
    at: 'POST /v1/organizations/:organization_id/users/invite/v2',
    page: 'https://docs.aitronos.com/docs/api-reference/users/invite-v2',
    needs: ['invite_users', 'manage_users'],
    status: 201,
    answer: async ({ c, organization, caller_id }) => {
      const body = await readBody(c);
      const email = readEmail(body);
      const full_name = readOptionalText(body, 'full_name', LONGEST_NAME) ?? null;
      const role_ids = readOptionalIds(body, 'role_ids');
      const department_ids = readOptionalIds(body, 'department_ids');
      const send_invitation = readFlag(body, 'send_invitation', true);
      // Checked only: the sandbox sends no e-mail that could hold it.
      readOptionalText(body, 'custom_message');
      const invited = { email, full_name, role_ids, department_ids, send_invitation };
      return organization.change(caller_id, invitation(invited), (user_id) => organization.user(user_id));
    },
  },
  /** Our choice: the capability, and the order of the checks: permission, user, body, department, oneself, state. */
  {
    at: 'POST /v1/organizations/:organization_id/users/:user_id/deactivate',
    page: 'https://docs.aitronos.com/docs/api-reference/users/deactivate',
    needs: ['deactivate_users', 'manage_users'],
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.user(param('user_id'));
      const department_id = readText(await readBody(c), 'transfer_resources_to_department_id');
      return organization.change(caller_id, deactivation(id, department_id), () => organization.user(id));
    },
  },
  /** No body is documented. Our choice: one that is sent is ignored; the capability is that of the opposite change. */
  {
    at: 'POST /v1/organizations/:organization_id/users/:user_id/reactivate',
    page: 'https://docs.aitronos.com/docs/api-reference/users/reactivate',
    needs: ['deactivate_users', 'manage_users'],
    answer: ({ organization, caller_id, param }) => {
      const user_id = param('user_id');
      return organization.change(caller_id, reactivation(user_id), () => organization.user(user_id));
    },
  },
  /**
   * Our choice: the capability, the order of the checks (as for a deactivation), and the answer to a request without
   * `confirm`.
   */
  {
    at: 'DELETE /v1/organizations/:organization_id/users/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/users/remove',
    needs: ['remove_users', 'manage_users'],
    answer: async (call) => {
      const { id } = call.organization.user(call.param('user_id'));
      const body = await readBody(call.c);
      if (body['confirm'] !== true) throw invalidField('confirm', 'The field confirm must be true.');
      const department_id = readOptionalText(body, 'transfer_resources_to_department_id');
      return changeOnly(call, removal(id, department_id ?? null));
    },
  },
  /** Our choice: the capability, and the order of the checks: permission, user, body, roles, departments, state. */
  {
    at: 'PATCH /v1/organizations/:organization_id/users/:user_id/memberships',
    page: 'https://docs.aitronos.com/docs/api-reference/users/update-memberships',
    needs: ['manage_users'],
    answer: async ({ c, organization, caller_id, param }) => {
      const { id } = organization.user(param('user_id'));
      const body = await readBody(c);
      const role_ids = readIds(body, 'role_ids');
      const department_ids = readIds(body, 'department_ids');
      const command = newMemberships(id, role_ids, department_ids);
      return organization.change(caller_id, command, () => organization.user(id));
    },
  },
  {
    at: 'GET /v1/organizations/:organization_id/users/:user_id/effective-permissions',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/roles/effective-permissions',
    answer: ({ organization, clock, param }) => {
      const { id, role_ids } = organization.user(param('user_id'));
      const { capabilities, department_scope } = organization.permissions(id);
      const resolved_at = timestamp(clock.now());
      return { user_id: id, capabilities, department_scope, role_ids, resolved_at };
    },
  },
];

/**
 * Which members a body asks for, in which order; the pages name the fields of the order in two ways. Our choice: an
 * unknown role or status selects no members.
 */
export const readSelection = (
  body: Body,
  [field, direction]: readonly [field: string, direction: string],
): Selection => ({
  search_term: readOptionalText(body, 'search_term') ?? '',
  role_id: readOptionalText(body, 'role_id'),
  status_id: readOptionalText(body, 'status_id'),
  sort_field: readChoice(body, field, SORT_FIELDS, 'created_at'),
  sort_direction: readChoice(body, direction, SORT_DIRECTIONS, 'desc'),
  include_deleted: readFlag(body, 'include_deleted', false),
});
