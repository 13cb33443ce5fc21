import { type CsvColumns, csvAnswer } from '../answers.ts';
import { deletion, restoration } from '../state/commands/deletion.ts';
import { memberUpdate, statusChange } from '../state/commands/status.ts';
import type { RoleNames } from '../state/listing.ts';
import type { Person } from '../state/people.ts';
import { ASSIGNABLE, STATUSES, statusOf } from '../state/statuses.ts';
import { crewRow, membershipId } from './member-rows.ts';
import {
  type Body,
  invalidField,
  readBody,
  readIds,
  readOptionalBody,
  readOptionalText,
  readText,
} from './request-fields.ts';
import { changeEach, changeOnly, type Route } from './route.ts';
import { readSelection } from './users.ts';

/** The most users of one request, by the pages. */
const MOST_USERS = 1_000;

/** The users of the organization, by the older pages. */
export const MEMBER_ROUTES: readonly Route[] = [
  /**
   * Sets the role or the status. Answers the nested row, or what the other page shows:
   * https://docs.aitronos.com/docs/api-reference/organizations/members/update-role
   * Our choice: the capability, and a status that is not known is an invalid field.
   */
  {
    at: 'PUT /v1/organizations/:organization_id/users/:user_id',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/update-member',
    needs: ['manage_users'],
    answer: async ({ c, organization, caller_id, member_shape, param }) => {
      const { id } = organization.user(param('user_id'));
      const update = memberUpdate(id, readFields(await readBody(c)));
      const answer = member_shape === 'crew' ? crewRow : confirm;
      return organization.change(caller_id, update, () =>
        answer(organization.member(id), organization.roleName),
      );
    },
  },
  /** The older removal, which can be undone. Our choice: the capability. */
  {
    at: 'DELETE /v1/organizations/:organization_id/users/:user_id/delete',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/delete-member',
    needs: ['remove_users', 'manage_users'],
    answer: (call) => changeOnly(call, deletion(call.param('user_id'))),
  },
  /** Deletes many members; owners are left out. Our choice: the capability. */
  {
    at: 'POST /v1/organizations/:organization_id/users/delete-bulk',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/bulk-delete',
    needs: ['remove_users', 'manage_users'],
    answer: async (call) => changeEach(call, readUserIds(await readBody(call.c)), deletion),
  },
  /** Takes a deletion back. Our choice: the capability, and that a removal can be taken back too. */
  {
    at: 'POST /v1/organizations/:organization_id/users/:user_id/restore',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/restore-member',
    needs: ['remove_users', 'manage_users'],
    answer: (call) => changeOnly(call, restoration(call.param('user_id'))),
  },
  /** Sets the status of many members. Our choice: the capability, and the statuses that can be set. */
  {
    at: 'POST /v1/organizations/:organization_id/users/change-status-bulk',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/bulk-status-change',
    needs: ['deactivate_users', 'manage_users'],
    answer: async (call) => {
      const body = await readBody(call.c);
      const user_ids = readUserIds(body);
      const given = readText(body, 'status_id');
      const status_id = ASSIGNABLE.find((id) => id === given);
      if (status_id === undefined) {
        throw invalidField('status_id', `The field status_id must be one of ${ASSIGNABLE.join(', ')}.`);
      }
      return changeEach(call, user_ids, (user_id) => statusChange(user_id, status_id));
    },
  },
  /**
   * How many members have each status; deleted ones do not count. Our choice: the capability, and that a status without
   * members counts 0.
   */
  {
    at: 'GET /v1/organizations/:organization_id/users/status-summary',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/status-summary',
    needs: ['manage_users'],
    answer: ({ organization }) => {
      const counts = new Map<string, number>();
      for (const { user } of organization.members()) {
        const { id } = statusOf(user.account_state);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const status_counts = STATUSES.map(({ id, name }) => ({
        status_id: id,
        status_name: name,
        count: counts.get(id) ?? 0,
      }));
      return { status_counts };
    },
  },
  /** The list of the members as a file. Our choice: the capability, the name of the file, and the first role only. */
  {
    at: 'POST /v1/organizations/:organization_id/users/export-csv',
    page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/export-csv',
    needs: ['manage_users'],
    answer: async (call) => {
      const { organization } = call;
      const selection = readSelection(await readOptionalBody(call.c), ['sort_by', 'sort_order']);
      return csvAnswer(call, 'users', columnsOf(organization.roleName), organization.select(selection));
    },
  },
];

function readFields(body: Body) {
  const role_id = readOptionalText(body, 'role_id');
  const status_id = readOptionalText(body, 'status_id');
  if (role_id === undefined && status_id === undefined) {
    throw invalidField('role_id', 'One of the fields role_id and status_id is required.');
  }
  if (status_id !== undefined && !STATUSES.some(({ id }) => id === status_id)) {
    throw invalidField('status_id', 'The field status_id must be the id of a status.');
  }
  return { role_id, status_id };
}

/** Our choice: the names of the two ids and the message. */
function confirm({ user }: Person, nameOf: RoleNames) {
  const role_id = user.role_ids[0] ?? null;
  return {
    success: true,
    message: 'The member was updated.',
    member_id: membershipId(user.id),
    user_id: user.id,
    role_id,
    role_name: role_id === null ? null : nameOf(role_id),
  };
}

const columnsOf = (nameOf: RoleNames): CsvColumns<Person> => ({
  'Full Name': ({ user }) => user.full_name,
  Email: ({ user }) => user.email,
  Username: ({ user }) => user.user_name,
  Role: ({ user: { role_ids } }) => (role_ids[0] === undefined ? null : nameOf(role_ids[0])),
  Status: ({ user }) => statusOf(user.account_state).name,
  'Joined At': (person) => person.joined_at,
  'Created At': (person) => person.created_at,
  'Last Modified At': (person) => person.last_modified_at,
});

/** The users that a request names. Our choice: one that is named twice counts once, and none is no fault. */
function readUserIds(body: Body): string[] {
  const ids = readIds(body, 'user_ids');
  if (ids.length <= MOST_USERS) return ids;
  throw invalidField('user_ids', `The field user_ids may hold ${MOST_USERS} ids at most.`);
}
