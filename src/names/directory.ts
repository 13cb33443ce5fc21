import { matchDepartment } from './departments.ts';
import { type Match, onlyOne } from './match.ts';
import { everybody, findPerson, firstAddresses, type Place } from './people.ts';

/** What names stand for in one organization. Each is asked for once, whatever the number of rows. */
export interface Directory {
  readonly user: (address: string) => Match;
  readonly department: (name: string) => Match;
}

/** The names that a call uses. */
export interface Names {
  readonly users: ReadonlySet<string>;
  readonly departments: ReadonlySet<string>;
}

// So many addresses cost no more requests one by one than the pages of a thousand members.
const MOST_SEARCHES = 10;

/** Looks names up. Throws `ApiError`, `ConnectionError`, or the signal's reason. */
export async function lookUp(place: Place, { users, departments }: Names): Promise<Directory> {
  const [user, all] = await Promise.all([
    users.size > MOST_SEARCHES ? fromEverybody(place) : oneByOne(place, users),
    departments.size === 0
      ? []
      : place.client.departments.list({ organization_id: place.organization_id }, { signal: place.signal }),
  ]);
  return { user, department: (name) => matchDepartment(name, all) };
}

async function fromEverybody(place: Place): Promise<Directory['user']> {
  const people = await everybody(place);
  return (address) => people.match(address);
}

async function oneByOne(place: Place, addresses: ReadonlySet<string>): Promise<Directory['user']> {
  const matches = new Map<string, Match>();
  const others = firstAddresses(place);
  for (const address of addresses) matches.set(address, await findPerson(place, address, others));
  return (address) => matches.get(address) ?? onlyOne(`user with the e-mail address ${address}`, [], []);
}
