import type { KnownGroups, ListedGroups } from '../../approval/listed-groups.ts';
import { isAsLeft } from '../../operations/by-action.ts';
import type { Action, Outcome } from '../../results/record.ts';
import type { Row, SeenUser } from '../../runs/input/row.ts';
import { cutText } from '../../text/cut.ts';
import type { Verified } from '../verified-results.ts';

/** What is asked of a row: without the columns of its file, which may be many. */
type AskedRow = Pick<Row, 'row' | 'email' | 'invitation' | 'memberships'>;

export interface WantedRow {
  readonly row: AskedRow;
  readonly user_id: string | null;
  readonly outcome: Outcome;
}

export const askedRow = ({ row, email, invitation, memberships }: Row): AskedRow => ({
  row,
  ...(email !== undefined && { email }),
  ...(invitation && { invitation }),
  ...(memberships && { memberships }),
});

/** The lists of the members of roles and departments, as far as they were read. */
export interface ListedMemberships {
  readonly roles: ListedGroups;
  readonly departments: ListedGroups;
}

/** What lists of members tell of one user. */
type UserLists = ListedMemberships & { readonly user_id: string };

/**
 * Whether a user is as a row wanted; `seen` undefined: the API did not show the user. `lists` tell what the user's own
 * row does not.
 */
export function compareWanted(
  action: Action,
  { row, outcome }: WantedRow,
  seen: SeenUser | undefined,
  lists?: UserLists,
): Verified {
  if (seen === undefined) return 'unknown';
  if (outcome === 'not_found') return yesIf(!seen.is_member);
  if (row.memberships !== undefined) return hasLists(seen, row, lists);
  const isSo = isAsLeft(action, seen);
  return isSo === null ? 'unknown' : yesIf(isSo);
}

function hasLists(seen: SeenUser, row: AskedRow, lists?: UserLists): Verified {
  if (!seen.is_member) return 'differs';
  const { without, besides, isWhole } = compareMemberships(seen, row, lists);
  if (without.length > 0 || besides.length > 0) return 'differs';
  return isWhole ? 'yes' : 'unknown';
}

/** Which roles and departments a member lacks, and which they have besides, in words; null where neither is known. */
export function membershipDifference(seen: SeenUser, row: AskedRow, lists?: UserLists): string | null {
  if (!seen.is_member) return null;
  const { without, besides } = compareMemberships(seen, row, lists);
  const parts = [
    ...(without.length === 0 ? [] : [`without ${shown(without)}`]),
    ...(besides.length === 0 ? [] : [`with ${shown(besides)} besides`]),
  ];
  return parts.join(', ') || null;
}

const LONGEST_BYTES = 200;
const shown = (ids: readonly string[]): string => cutText(ids.join(' and '), LONGEST_BYTES);

const yesIf = (is: boolean): Verified => (is ? 'yes' : 'differs');

/** The user's own row counts, and where it does not tell, the lists of members. `isWhole`: nothing is left unknown. */
function compareMemberships(
  { role_ids, department_ids }: SeenUser,
  { memberships }: AskedRow,
  lists?: UserLists,
) {
  const roles = compareGroups(role_ids, lists?.roles.known(lists.user_id), memberships?.role_ids);
  const departments = compareGroups(
    department_ids,
    lists?.departments.known(lists.user_id),
    memberships?.department_ids,
  );
  return {
    without: [...roles.without, ...departments.without],
    besides: [...roles.besides, ...departments.besides],
    isWhole: roles.isWhole && departments.isWhole,
  };
}

/** One group too many, or one too few, is a difference also where others are not known. */
function compareGroups(
  told: readonly string[] | null,
  listed: KnownGroups | undefined,
  wanted: readonly string[] = [],
) {
  const { ids, isWhole, isRead } = told === null ? (listed ?? UNKNOWN) : { ...WHOLE, ids: told };
  const [here, there] = [new Set(ids), new Set(wanted)];
  return {
    without: [...there].filter((id) => !here.has(id) && isRead(id)),
    besides: [...here].filter((id) => !there.has(id)),
    isWhole,
  };
}

const UNKNOWN: KnownGroups = { ids: [], isWhole: false, isRead: () => false };
const WHOLE = { isWhole: true, isRead: () => true };
