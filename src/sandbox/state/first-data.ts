import type { User } from '../../api/objects/user.ts';
import { timestamp } from '../times.ts';

/** Invented people and departments, the same ones in every sandbox; all of it is our choice but Jane Doe's record. */
export const ORGANIZATION_ID = 'org_xyz789';
export const ORGANIZATION_NAME = 'Example';
/** The person whose access token the sandbox accepts: the only owner. */
export const OWNER_ID = 'usr_admin01';
/**
 * The person whose API key the sandbox accepts: no owner, so that a caller can meet the refusals that owners never get.
 */
export const KEY_HOLDER_ID = 'usr_ops01';

type Who = readonly [id: string, full_name: string | null, user_name: string | null, email: string];

const createMember = (who: Who, role_id: string, department_id: string, account_state = 'active'): User => ({
  id: who[0],
  full_name: who[1],
  email: who[3],
  user_name: who[2],
  account_state,
  role_ids: [role_id],
  department_ids: [department_id],
  organization_id: ORGANIZATION_ID,
  invitation_link: null,
  invited_at: null,
  deactivated_at: null,
});

/** One person for each case that breaks programs: no name, letters beyond ASCII, wide letters, a former member. */
export const NAMED_PEOPLE: readonly User[] = [
  createMember([OWNER_ID, 'Ada Admin', 'ada', 'ada@example.com'], 'role_owner', 'dept_eng001'),
  // Jane Doe's record is the documented example: https://docs.aitronos.com/docs/api-reference/users/deactivate
  createMember(['usr_abc123', 'Jane Doe', 'janedoe', 'jane@example.com'], 'role_admin1', 'dept_eng001'),
  createMember([KEY_HOLDER_ID, 'Omar Haddad', 'omar', 'omar@example.com'], 'role_admin', 'dept_support001'),
  createMember(['usr_def456', 'John Smith', 'johnsmith', 'john@example.com'], 'role_member', 'dept_be001'),
  createMember(['usr_zoe01', 'Zoë Müller-Łuczak', 'zoe', 'zoe@example.com'], 'role_member', 'dept_sales001'),
  createMember(['usr_yamada01', '山田 太郎', 'yamada', 'yamada@example.com'], 'role_member', 'dept_be001'),
  createMember(['usr_new01', null, null, 'new@example.com'], 'role_member', 'dept_support001'),
  createMember(
    ['usr_left01', 'Lena Left', 'lena', 'lena@example.com'],
    'role_member',
    'dept_sales001',
    'deactivated',
  ),
];

const FIRST_NAMES = ['Alex', 'Bea', 'Chris', 'Dana', 'Emil', 'Fay', 'Gil', 'Hana', 'Ivo', 'Jo', 'Kim', 'Lou'];
const LAST_NAMES = ['Abel', 'Berg', 'Costa', 'Dahl', 'Evans', 'Frei', 'Gold', 'Huber', 'Ito', 'Jung', 'Kern'];
export const GENERATED_DEPARTMENTS = ['dept_eng001', 'dept_be001', 'dept_sales001', 'dept_support001'];

const pickInTurn = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const generatedPerson = (number: number): User => {
  const first = pickInTurn(FIRST_NAMES, number - 1);
  const last = pickInTurn(LAST_NAMES, Math.floor((number - 1) / FIRST_NAMES.length));
  const name = `${first}.${last}.${number}`.toLowerCase();
  return createMember(
    [`usr_${String(number).padStart(6, '0')}`, `${first} ${last}`, name, `${name}@example.com`],
    'role_member',
    pickInTurn(GENERATED_DEPARTMENTS, number - 1),
  );
};

/** The number of generated people, besides the named ones. */
export const generatedCount = (users: number | null): number =>
  Math.max(0, (users ?? 0) - NAMED_PEOPLE.length);

/** Makes the people of an organization of `users` people one by one, never fewer than the named ones. */
export function* generatePeople(users: number | null): Generator<User> {
  yield* NAMED_PEOPLE;
  for (let number = 1; number <= generatedCount(users); number += 1) yield generatedPerson(number);
}

/** Finds a person by id without generating the others, because an organization may be large. */
export const findFirstPerson = (id: string, users: number | null): User | undefined =>
  findFirst((person) => person.id === id, numberOf(id), users);

/** Finds a person by e-mail address, in any case. */
export function findFirstPersonByEmail(email: string, users: number | null): User | undefined {
  const address = email.toLowerCase();
  return findFirst((person) => person.email === address, /\.(\d{1,9})@/.exec(address)?.[1], users);
}

/** Finds a person by user name. */
export const findFirstPersonByUserName = (user_name: string, users: number | null): User | undefined =>
  findFirst((person) => person.user_name === user_name, /\.(\d{1,9})$/.exec(user_name)?.[1], users);

/** The time at which a person joined (ISO 8601, UTC): the named ones first, a minute apart. */
export function joinedAt(id: string): string {
  const place = NAMED_PEOPLE.findIndex((person) => person.id === id);
  const minutes = place < 0 ? NAMED_PEOPLE.length + numberOf(id) : place;
  return timestamp(FIRST_JOINED + minutes * 60_000);
}

const FIRST_JOINED = Date.UTC(2025, 0, 15, 9);

const numberOf = (id: string): number => Number(/^usr_(\d{6,9})$/.exec(id)?.[1] ?? 0);

/** `number`: that of the generated person who may fit. */
function findFirst(
  fits: (person: User) => boolean,
  number: number | string | undefined,
  users: number | null,
): User | undefined {
  const named = NAMED_PEOPLE.find(fits);
  if (named || !(Number(number) >= 1 && Number(number) <= generatedCount(users))) return named;
  const person = generatedPerson(Number(number));
  return fits(person) ? person : undefined;
}
