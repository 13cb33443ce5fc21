import { isAsLeft } from '../operations/by-action.ts';
import type { Action } from '../results/record.ts';
import type { Row, SeenUser, SettledRow } from '../runs/input/row.ts';
import { cutText } from '../text/cut.ts';
import { foldCase } from '../text/fold-case.ts';

/** What a user is now, compared with the plan: to be changed as planned, or what becomes of the row instead. */
export type UserStanding =
  | { readonly kind: 'to_do' | 'not_known' }
  | { readonly kind: 'settled'; readonly row: SettledRow };

/**
 * Compares a row's user as planned, and as seen then, with how they are now; null where that is not shown. `typed`: the
 * address that the row says, null without one. It is what was approved where no other was seen.
 * See docs/decisions/2026-11-26-plans.md.
 */
export function compareUser(
  action: Action,
  row: Row,
  now: SeenUser | null,
  typed: string | null,
): UserStanding {
  if (now === null) return { kind: 'not_known' };
  if (isAsPlanned(action, row, now)) {
    return { kind: 'settled', row: { outcome: 'unchanged', account_state: now.account_state } };
  }
  const { seen } = row;
  if (!seen?.email && typed !== null && isOther(typed, now.email)) {
    return leftOut(`is in the plan as ${shown(typed)}, but has the address ${shown(now.email ?? '')}`);
  }
  if (!seen) return { kind: 'not_known' };
  const isAddressed = Boolean((seen.email || typed) && now.email);
  // Where no address says whose account it is, the name is what was approved.
  const named = isAddressed ? [] : textChange('was called', 'is called', seen.full_name, now.full_name);
  const changes = [...changesOf(seen, now, row.memberships), ...named];
  if (changes.length > 0) return leftOut(`${changes.join('; ')} since it was planned`);
  // Lists that were not seen may have got what the change would take away.
  const areSeen = row.memberships === undefined || (tellsLists(seen) && tellsLists(now));
  return { kind: areSeen ? 'to_do' : 'not_known' };
}

/** The same of an address that no member had; `isRefused`: whether one has it now is not shown. */
export const standingOfAbsent = (isThere: boolean, isRefused: boolean): UserStanding =>
  isThere ? leftOut(`${HAS_COME} since it was planned`) : { kind: isRefused ? 'not_known' : 'to_do' };

const HAS_COME = 'was not in the organization, and has come';

const leftOut = (why: string): UserStanding => ({ kind: 'settled', row: { outcome: 'not_sent', why } });

const isOther = (before: string, now: string | null | undefined): boolean =>
  Boolean(now) && foldCase(before) !== foldCase(now ?? '');

const tellsLists = ({ is_member, role_ids, department_ids }: SeenUser): boolean =>
  !is_member || (role_ids !== null && department_ids !== null);

const isAsPlanned = (action: Action, { memberships }: Row, now: SeenUser): boolean =>
  memberships === undefined
    ? isAsLeft(action, now) === true
    : isSame(now.role_ids, memberships.role_ids) && isSame(now.department_ids, memberships.department_ids);

const isSame = (one: readonly string[] | null, other: readonly string[]): boolean =>
  one !== null && new Set(one).size === new Set(other).size && one.every((id) => other.includes(id));

/**
 * What changed of a user, in words that follow the user's id. What was not shown then or now is not compared, and a
 * list that is as wanted by now is no other change than the planned one.
 */
function changesOf(seen: SeenUser, now: SeenUser, wanted: Row['memberships']): string[] {
  if (seen.is_member && !now.is_member) return ['was removed from the organization'];
  if (!seen.is_member && now.is_member) return [HAS_COME];
  return [
    ...stateChange(seen.account_state, now.account_state),
    // An account with another address may be another person's by now: that of the plan was what was approved.
    ...textChange('had the address', 'got', seen.email, now.email),
    ...listChange('roles', seen.role_ids, now.role_ids, wanted?.role_ids),
    ...listChange('departments', seen.department_ids, now.department_ids, wanted?.department_ids),
  ];
}

const stateChange = (before: string | null, now: string | null): string[] =>
  before === null || now === null || before === now ? [] : [`was ${shown(before)}, and became ${shown(now)}`];

type Text = string | null | undefined;

const textChange = (had: string, has: string, before: Text, now: Text): string[] =>
  before && isOther(before, now) ? [`${had} ${shown(before)}, and ${has} ${shown(now ?? '')}`] : [];

const listChange = (
  what: string,
  before: readonly string[] | null,
  now: readonly string[] | null,
  wanted: readonly string[] | undefined,
): string[] =>
  before === null || now === null || isSame(before, now) || (wanted && isSame(now, wanted))
    ? []
    : [`had the ${what} ${listed(before)}, and got ${listed(now)}`];

const listed = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : shown(ids.join(', ')));

const LONGEST_BYTES = 200;
const shown = (text: string): string => cutText(text, LONGEST_BYTES);
