import { memoize } from '../memoize.ts';
import { matchDepartment } from './departments.ts';
import { GroupLists } from './group-lists.ts';
import { type Match, matchExactlyOne } from './match.ts';
import { findPerson, type MemberList, readAllMembers, readFirstAddresses, readMemberIds } from './people.ts';
import { matchRoleName } from './role-names.ts';

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

/** The names and addresses to look up. */
export interface RequestedNames {
  readonly users: ReadonlySet<string>;
  readonly departments: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
}

// Searches for so many addresses cost no more requests than all pages of a thousand members.
// See docs/decisions/2026-11-25-address-lookup.md.
const MOST_SEARCHES = 10;
const SEARCHES_AT_ONCE = 4;

/** Looks names up; `lists` may have been read already. Throws `ApiError`, `ConnectionError`, or the signal's reason. */
export async function lookUpNames(
  place: MemberList,
  { users, departments, roles }: RequestedNames,
  lists = new GroupLists({ ...place, client: async () => place.client }),
): Promise<Directory> {
  const [user, allDepartments, allRoles] = await Promise.all([
    users.size > MOST_SEARCHES ? readMemberList(place, users) : searchEach(place, users),
    departments.size === 0 ? [] : lists.departments(),
    roles.size === 0 ? [] : lists.roles(),
  ]);
  const ids = memoize(() => readMemberIds(place));
  return {
    user,
    department: (name) => matchDepartment(name, allDepartments),
    role: (name) => matchRoleName(name, allRoles),
    hasMember: async (user_id) => (await ids()).has(user_id),
  };
}

/** Reads all members, unless that takes more requests than one search for each address. */
async function readMemberList(place: MemberList, addresses: ReadonlySet<string>): Promise<Directory['user']> {
  const people = await readAllMembers(place, addresses.size);
  return people ? (address) => people.match(address) : searchEach(place, addresses);
}

/** Searches for each address, in order, a few at once. */
async function searchEach(place: MemberList, addresses: ReadonlySet<string>): Promise<Directory['user']> {
  const matches = new Map<string, Match>();
  const others = readFirstAddresses(place);
  const all = [...addresses];
  for (let start = 0; start < all.length; start += SEARCHES_AT_ONCE) {
    const some = all.slice(start, start + SEARCHES_AT_ONCE);
    const search = async (address: string) => matches.set(address, await findPerson(place, address, others));
    await Promise.all(some.map(search));
  }
  return (address) =>
    matches.get(address) ?? matchExactlyOne(`user with the e-mail address ${address}`, [], []);
}
