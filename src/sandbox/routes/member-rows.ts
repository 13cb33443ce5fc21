import type { RoleNames } from '../state/listing.ts';
import type { Person } from '../state/people.ts';
import { isSelectable, statusOf } from '../state/statuses.ts';
import type { MemberShape } from './route.ts';

export interface PeoplePage {
  readonly people: readonly Person[];
  readonly total: number;
  readonly skip: number;
  readonly take: number;
}

/**
 * A page in the shape of https://docs.aitronos.com/docs/api-reference/organizations/crew-management/list-members
 * or of https://docs.aitronos.com/docs/api-reference/organizations/members/list
 */
export function shapeMemberPage(
  { people, total, skip, take }: PeoplePage,
  shape: MemberShape,
  nameOf: RoleNames,
) {
  if (shape === 'crew')
    return { users: people.map((person) => crewRow(person, nameOf)), total_users_count: total, skip, take };
  return { members: people.map((person) => flatRow(person, nameOf)), total, skip, limit: take };
}

/** One member, in the shape that lists have. */
export const shapeMember = (person: Person, shape: MemberShape, nameOf: RoleNames) =>
  shape === 'crew' ? crewRow(person, nameOf) : flatRow(person, nameOf);

/** The nested row. */
export function crewRow({ user, joined_at, created_at, last_modified_at }: Person, nameOf: RoleNames) {
  const role_id = firstRole(user);
  const status = statusOf(user.account_state);
  return {
    id: membershipId(user.id),
    user_id: user.id,
    organization_id: user.organization_id,
    full_name: user.full_name,
    email: user.email,
    username: user.user_name,
    role: role_id === null ? null : { id: role_id, name: nameOf(role_id) },
    status: { id: status.id, name: status.name, selectable_in_ui: isSelectable(status) },
    joined_at,
    created_at,
    last_modified_at,
  };
}

function flatRow({ user, joined_at }: Person, nameOf: RoleNames) {
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
    role_name: role_id === null ? null : nameOf(role_id),
    status_name: status.name,
  };
}

/** Our choice: a row shows the first of several roles; null for a member without a role. */
const firstRole = ({ role_ids }: Person['user']): string | null => role_ids[0] ?? null;

export const membershipId = (user_id: string): string => user_id.replace(/^usr_/, 'orguser_');
