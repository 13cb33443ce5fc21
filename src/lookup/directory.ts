import { memoize } from '../memoize.ts';
import { FirstSuggestions } from '../text/first-suggestions.ts';
import type { TextSet } from '../text/packed-texts.ts';
import { departmentMatcher } from './departments.ts';
import { GroupLists } from './group-lists.ts';
import { type Match, matchExactlyOne } from './match.ts';
import {
  FIRST_MEMBERS,
  findSimilar,
  type MemberList,
  type People,
  readAllMembers,
  readFirstPeople,
  readMemberIds,
  search,
  searchIgnoresCase,
} from './people.ts';
import { roleMatcher } from './role-names.ts';

/**
 * The ids of one organization's users, departments and roles by name. Each list is requested once, for any number of
 * rows.
 */
export interface Directory {
  readonly user: (address: string) => Match;
  readonly department: (name: string) => Match;
  readonly role: (name: string) => Match;
  /** Whether the organization has a user with this id; reads all members once, on first use. */
  readonly hasMember: (user_id: string) => Promise<boolean>;
}

export interface RequestedNames {
  readonly users: TextSet;
  readonly departments?: ReadonlySet<string>;
  readonly roles?: ReadonlySet<string>;
  /** `skip`: users who are not found are passed over, so a search without a result is first shown to be a proof. */
  readonly missing?: 'fail' | 'skip' | undefined;
}

// Searches for so many addresses cost no more requests than all pages of a thousand members.
// See docs/decisions/2026-11-25-address-lookup.md.
const MOST_SEARCHES = 10;
const SEARCHES_AT_ONCE = 4;

const NONE: ReadonlySet<string> = new Set();

/** Looks names up; `lists` may have been read already. Throws `ApiError`, `ConnectionError`, or the signal's reason. */
export async function lookUpNames(
  place: MemberList,
  { users, departments = NONE, roles = NONE, missing }: RequestedNames,
  lists = new GroupLists({ ...place, client: async () => place.client }),
): Promise<Directory> {
  const [user, allDepartments, allRoles] = await Promise.all([
    users.size > MOST_SEARCHES ? readMemberList(place, users, missing) : searchEach(place, users, missing),
    departments.size === 0 ? [] : lists.departments(),
    roles.size === 0 ? [] : lists.roles(),
  ]);
  const ids = memoize(() => readMemberIds(place));
  return {
    user,
    department: departmentMatcher(allDepartments, new FirstSuggestions().suggest),
    role: roleMatcher(allRoles, new FirstSuggestions().suggest),
    hasMember: async (user_id) => (await ids()).has(user_id),
  };
}

/** Reads all members, unless that takes more requests than one search for each address. */
async function readMemberList(
  place: MemberList,
  addresses: TextSet,
  missing: RequestedNames['missing'],
): Promise<Directory['user']> {
  const people = await readAllMembers(place, addresses.size);
  if (people === null) return searchEach(place, addresses, missing);
  const { suggest } = new FirstSuggestions();
  return (address) => people.match(address, suggest);
}

/** Searches for each address, in order, a few at once; a second search suggests others for the first unknown ones. */
async function searchEach(
  place: MemberList,
  addresses: TextSet,
  missing: RequestedNames['missing'],
): Promise<Directory['user']> {
  const matches = new Map<string, Match>();
  const suggestions = new FirstSuggestions();
  const first = readFirstPeople(place);
  const all = [...addresses];
  for (let start = 0; start < all.length; start += SEARCHES_AT_ONCE) {
    const some = all.slice(start, start + SEARCHES_AT_ONCE);
    const find = async (address: string) => {
      const match = (await search(place, address)).match(address, () => []);
      matches.set(address, match);
      return isNoMatch(match) ? [address] : [];
    };
    const suggest = async (address: string) => {
      const similar = await findSimilar(place, address);
      const others = (await first()).addresses;
      const match = similar.match(address, (text, names) => suggestions.suggest(text, [...names, ...others]));
      matches.set(address, match);
    };
    const unknown = (await Promise.all(some.map(find))).flat();
    await Promise.all(unknown.slice(0, suggestions.left).map(suggest));
  }
  const notFound = all.filter((address) => isNoMatch(matches.get(address)));
  const others = notFound.length === 0 ? null : await readUnlessSearched(place, await first(), missing);
  for (const address of notFound) {
    const match = others?.match(address, () => []);
    if (match && !isNoMatch(match)) matches.set(address, match);
  }
  return (address) =>
    matches.get(address) ?? matchExactlyOne(`user with the e-mail address ${address}`, [], []);
}

const isNoMatch = (match: Match | undefined): boolean =>
  match !== undefined && 'code' in match && match.code === 'NO_MATCH';

/** The members among whom those may be whom a search has not found; null where it is to be believed. */
async function readUnlessSearched(
  place: MemberList,
  people: People,
  missing: RequestedNames['missing'],
): Promise<People | null> {
  if (people.rows < FIRST_MEMBERS || missing !== 'skip') return people;
  return (await searchIgnoresCase(place, people.written)) ? null : readAllMembers(place, Infinity);
}
