import { DEPARTMENTS, ListedGroups, ROLES } from '../../approval/listed-groups.ts';
import type { Place } from '../../approval/seen-users.ts';
import { reason } from '../../errors/reason.ts';
import { isRetryable } from '../../errors/retryable.ts';
import type { Memberships } from '../../operations/target.ts';
import type { SeenUser } from '../../runs/input/row.ts';
import { endsCheck, lookAtRows, type SeenRows } from './look-at-rows.ts';
import { compareWanted, type ListedMemberships, type WantedRow } from './wanted-state.ts';

/** A row whose user is a member, and does not tell all of their roles and departments. */
interface OpenRow {
  readonly wanted: WantedRow;
  readonly user: SeenUser;
  readonly user_id: string;
}

/**
 * Looks at the users of rows that set memberships. Whose own row does not tell their roles or departments is looked for
 * in the lists of members: first of those that the rows of the run name; then, if some are as wanted so far, of all
 * others, because such a change takes away what it does not name. Each list is requested once.
 */
export async function lookAtMemberships(place: Place, rows: readonly WantedRow[]): Promise<SeenRows> {
  const listed = { roles: new ListedGroups(ROLES, place), departments: new ListedGroups(DEPARTMENTS, place) };
  const seen = await lookAtRows({ ...place, onRole: listed.roles.addKnown }, rows);
  const open = rows.flatMap((wanted): OpenRow[] => {
    const user = seen.users.get(wanted.row.row);
    const user_id = wanted.user_id ?? seen.ids.get(wanted.row.row);
    if (!user?.is_member || user_id === undefined) return [];
    return user.role_ids === null || user.department_ids === null ? [{ wanted, user, user_id }] : [];
  });
  if (open.length === 0) return seen;
  const { stopped, refused, mayPass } = seen.stopped === null ? await readLists(place, open, listed) : seen;
  const users = new Map(seen.users);
  if (stopped !== null) for (const { wanted } of open) users.delete(wanted.row.row);
  return {
    ...seen,
    users,
    listed,
    stopped,
    refused: seen.refused ?? refused,
    mayPass: seen.mayPass || mayPass,
  };
}

/** Tells why something could not be read, or what stopped it; null for what did not happen. */
async function readLists(
  place: Place,
  rows: readonly OpenRow[],
  { roles, departments }: ListedMemberships,
): Promise<Pick<SeenRows, 'refused' | 'mayPass' | 'stopped'>> {
  const mayBeAsWanted = ({ wanted, user, user_id }: OpenRow) =>
    compareWanted('update_memberships', wanted, user, { user_id, roles, departments }) !== 'differs';
  const ofDepartments = rows.filter(({ user }) => user.department_ids === null);
  const ofRoles = rows.filter(({ user }) => user.role_ids === null);
  try {
    await departments.readNamed(namedBy(ofDepartments, 'department_ids'), usersOf(ofDepartments));
    await roles.readNamed(namedBy(ofRoles, 'role_ids'), usersOf(ofRoles));
    await departments.readOthers(usersOf(ofDepartments.filter(mayBeAsWanted)));
    await roles.readOthers(usersOf(ofRoles.filter(mayBeAsWanted)));
    return { refused: departments.refused ?? roles.refused, mayPass: false, stopped: null };
  } catch (error) {
    const isEnd = endsCheck(error, place);
    const refused = isEnd ? null : reason(error);
    return { refused, mayPass: isRetryable(error), stopped: isEnd ? { error } : null };
  }
}

const usersOf = (rows: readonly OpenRow[]) => new Set(rows.map(({ user_id }) => user_id));

const namedBy = (rows: readonly OpenRow[], list: keyof Memberships) =>
  rows.flatMap(({ wanted }) => wanted.row.memberships?.[list] ?? []);
