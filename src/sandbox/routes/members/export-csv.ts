import type { RoleNames } from '../../state/listing.ts';
import type { Person } from '../../state/people.ts';
import { statusOf } from '../../state/statuses.ts';
import { csvAnswer } from '../csv.ts';
import { readOptionalBody } from '../request-body.ts';
import type { Route } from '../route.ts';
import { readSelection } from '../users/list.ts';

const COLUMNS = [
  'Full Name',
  'Email',
  'Username',
  'Role',
  'Status',
  'Joined At',
  'Created At',
  'Last Modified At',
];

/** The list of the members as a file. Our choice: the capability, the name of the file, and the first role only. */
export const exportMembers: Route = {
  at: 'POST /v1/organizations/:organization_id/users/export-csv',
  page: 'https://docs.aitronos.com/docs/api-reference/organizations/crew-management/export-csv',
  needs: ['manage_users'],
  answer: async (call) => {
    const { organization } = call;
    const selection = readSelection(await readOptionalBody(call.c), ['sort_by', 'sort_order']);
    const rows = organization.select(selection).map((person) => cellsOf(person, organization.roleName));
    return csvAnswer(call, 'users', COLUMNS, rows);
  },
};

function cellsOf({ user, joined_at, created_at, last_modified_at }: Person, nameOf: RoleNames) {
  const [role_id] = user.role_ids;
  return [
    user.full_name,
    user.email,
    user.user_name,
    role_id === undefined ? null : nameOf(role_id),
    statusOf(user.account_state).name,
    joined_at,
    created_at,
    last_modified_at,
  ];
}
