import { AitronosError } from '../../errors/api-errors.ts';
import { isEmail } from '../../validation/names.ts';
import { everyRowOf, requireRowsOf } from '../answers.ts';
import type { RequestOptions } from '../http/request.ts';
import { type Member, memberFacts, rowKey } from '../members.ts';
import { allRows } from './pages.ts';
import { type ToldRows, toldRows } from './told-rows.ts';

/** Filter and order of a list of members; the fields are the API's own. `take`: 1 to 100. */
export interface ListParams {
  organization_id: string;
  skip?: number | undefined;
  take?: number | undefined;
  /** Part of a full name, an e-mail address or a user name. */
  search_term?: string | undefined;
  role_id?: string | undefined;
  status_id?: string | undefined;
  sort_field?: 'full_name' | 'email' | 'role' | 'status' | 'created_at' | 'last_modified_at' | undefined;
  sort_direction?: 'asc' | 'desc' | undefined;
  include_deleted?: boolean | undefined;
}

const OLDEST_FIRST = { sort_field: 'created_at', sort_direction: 'asc' } as const;

/** Which members of a whole list. */
export type ListFilter = Omit<ListParams, 'skip' | 'take'>;

/** True where everybody is asked for: with a filter it is not said whether a total counts those that match. */
const isUnfiltered = (filter: ListFilter): boolean => Object.keys(filter).length === 1;

/** Options for reading a whole list. */
export interface ListAllOptions {
  /** The most members to read: a whole number above 0, or Infinity. */
  limit?: number | undefined;
  /** Pages requested at once: a whole number above 0; 4 by default. */
  inFlight?: number | undefined;
  /** Called with the number of matching members, for each page. */
  onTotal?: ((total: number | null) => void) | undefined;
}

export interface MemberPage extends ToldRows {
  readonly rows: readonly Member[];
}

/**
 * Reads the documented answers to a list: `users` of `total_users_count`, or `members` of `total`.
 * Throws `AitronosError` for any other answer, for a row of another organization, and for one with neither a usable id
 * nor an address: it may be that of any user, and no member at all.
 */
export function memberPage(organization_id: string, answer: unknown): MemberPage {
  const rows = everyRowOf<Member>(answer, 'members', 'users', 'members');
  if (!rows.every(hasName)) {
    const message = 'the API answered a list of members with a row that has neither a user id nor an address';
    throw new AitronosError('UNEXPECTED_ANSWER', message);
  }
  return { rows: requireRowsOf(organization_id, 'members', rows), ...toldRows(answer) };
}

function hasName(row: Member): boolean {
  const { user_id, email } = memberFacts(row);
  return user_id !== null || (email !== null && isEmail(email));
}

/**
 * Yields the members of all pages, as `client.users.listAll` does; `list` reads one page. A field of the filter has a
 * value.
 */
export function allMembers(
  list: (params: ListParams, options?: RequestOptions) => Promise<MemberPage>,
  filter: ListFilter,
  { limit, inFlight, onTotal }: ListAllOptions,
  options?: RequestOptions,
): AsyncGenerator<Member> {
  return allRows({
    fetch: async (skip, take, each) => {
      const page = await list({ ...OLDEST_FIRST, ...filter, skip, take }, each);
      onTotal?.(page.total);
      return page;
    },
    idOf: rowKey,
    inFlight,
    limit,
    isWhole: isUnfiltered(filter),
    options,
  });
}
