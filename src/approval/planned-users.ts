import { ApiError } from '../errors/api-errors.ts';
import { reason } from '../errors/reason.ts';
import type { Action } from '../results/record.ts';
import type { SeenUser } from '../runs/input/row.ts';
import type { TextSet } from '../text/packed-texts.ts';
import { DEPARTMENTS, ListedGroups, ROLES } from './listed-groups.ts';
import { lookAtUsers, type Place, type SeenUsers } from './seen-users.ts';

/**
 * Looks at the users of a plan. Where it replaces memberships, a user's roles and departments are all of them, or null:
 * what a row does not tell is read from the lists of members. Throws what `lookAtUsers` throws.
 */
export async function lookAtPlanned(place: Place, wanted: TextSet, action: Action): Promise<SeenUsers> {
  if (action !== 'update_memberships') return lookAtUsers(place, wanted);
  const [roles, departments] = [new ListedGroups(ROLES, place), new ListedGroups(DEPARTMENTS, place)];
  const users = new Map<string, SeenUser | null>();
  const { refused } = await lookAtUsers({ ...place, onRole: roles.addKnown }, wanted, users);
  const members = [...users.values()].filter((user) => user?.is_member);
  let failed: string | null = null;
  try {
    if (members.some((user) => user?.department_ids === null)) await departments.readOthers(wanted);
    if (members.some((user) => user?.role_ids === null)) await roles.readOthers(wanted);
  } catch (error) {
    // Below 400 something else answered, such as the page of a sign-in.
    if (!(error instanceof ApiError) || error.status < 400 || error.status === 401) throw error;
    failed = reason(error);
  }
  for (const [id, user] of users) {
    if (!user?.is_member) continue;
    const role_ids = user.role_ids ?? roles.all(id);
    users.set(id, { ...user, role_ids, department_ids: user.department_ids ?? departments.all(id) });
  }
  return { users, refused: refused ?? departments.refused ?? roles.refused ?? failed };
}
