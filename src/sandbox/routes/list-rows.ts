import type { Person } from '../state/people.ts';
import { roleName } from '../state/roles.ts';
import { isSelectable, statusOf } from '../state/statuses.ts';

/** One page of the selected people. */
export interface PeoplePage {
  readonly people: readonly Person[];
  readonly total: number;
  readonly skip: number;
  readonly take: number;
}

/** The two documented shapes of the list. */
export type ListShape = 'crew' | 'members';

/** A page in one of its documented shapes. */
export const shapePage = (page: PeoplePage, shape: ListShape) =>
  shape === 'crew' ? crewPage(page) : flatPage(page);

/** https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members */
const crewPage = ({ people, total, skip, take }: PeoplePage) => ({
  users: people.map(crewRow),
  total_users_count: total,
  skip,
  take,
});

/** https://docs.aitronos.com/docs/api-reference/organizations/members/list */
const flatPage = ({ people, total, skip, take }: PeoplePage) => ({
  members: people.map(flatRow),
  total,
  skip,
  limit: take,
});

function crewRow({ user, joined_at, created_at, last_modified_at }: Person) {
  const role_id = firstRole(user);
  const status = statusOf(user.account_state);
  return {
    id: membershipId(user.id),
    user_id: user.id,
    organization_id: user.organization_id,
    full_name: user.full_name,
    email: user.email,
    username: user.user_name,
    role: role_id === null ? null : { id: role_id, name: roleName(role_id) },
    status: { id: status.id, name: status.name, selectable_in_ui: isSelectable(status) },
    joined_at,
    created_at,
    last_modified_at,
  };
}

function flatRow({ user, joined_at }: Person) {
  const role_id = firstRole(user);
  const status = statusOf(user.account_state);
  return {
    id: membershipId(user.id),
    user_id: user.id,
    organization_id: user.organization_id,
    role_id,
    status_id: status.id,
    joined_at,
    email: user.email,
    full_name: user.full_name,
    role_name: role_id === null ? null : roleName(role_id),
    status_name: status.name,
  };
}

/** Our choice: a row shows the first of several roles; null for a member without a role. */
const firstRole = ({ role_ids }: Person['user']): string | null => role_ids[0] ?? null;

const membershipId = (user_id: string): string => user_id.replace(/^usr_/, 'orguser_');

/**
 * Our choice: members have no picture.
 * https://docs.aitronos.com/docs/api-reference/organizations/roles/list-members
 */
export const roleMember = ({ user }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  account_state: user.account_state,
  avatar_url: null,
});

/**
 * Our choice: the time at which a member was added.
 * https://docs.aitronos.com/docs/api-reference/departments/list-members
 */
export const departmentMember = ({ user, created_at }: Person) => ({
  user_id: user.id,
  full_name: user.full_name,
  email: user.email,
  added_at: created_at,
});
