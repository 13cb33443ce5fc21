import type { User } from '../api/users.ts';

/** Invented people and departments, the same ones in every sandbox; all of it is our choice but Jane Doe's record. */
export const ORGANIZATION_ID = 'org_xyz789';
/** The person whose access token the sandbox accepts: the only owner. */
export const OWNER_ID = 'usr_admin01';
/** The person whose API key the sandbox accepts: not an owner, so that one can try what only the last owner is refused. */
export const KEY_HOLDER_ID = 'usr_ops01';

/** https://docs.aitronos.com/docs/api-reference/departments/list */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly parent_id: string | null;
  readonly path: string;
  readonly depth: number;
  readonly organization_id: string;
  readonly member_count: number;
  readonly is_active: boolean;
  readonly is_default: boolean;
  readonly color: string | null;
  readonly created_by: string | null;
  readonly created_at: string;
}

type Who = readonly [id: string, full_name: string | null, user_name: string | null, email: string];

const member = (who: Who, role_id: string, department_id: string, account_state = 'active'): User => ({
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

/** One of each kind that a program trips over: no name, letters beyond ASCII, wide ones, somebody who left. */
export const NAMED_PEOPLE: readonly User[] = [
  member([OWNER_ID, 'Ada Admin', 'ada', 'ada@example.com'], 'role_owner', 'dept_eng001'),
  // Jane Doe's record is the documented example: https://docs.aitronos.com/docs/api-reference/users/deactivate
  member(['usr_abc123', 'Jane Doe', 'janedoe', 'jane@example.com'], 'role_admin1', 'dept_eng001'),
  member([KEY_HOLDER_ID, 'Omar Haddad', 'omar', 'omar@example.com'], 'role_admin', 'dept_support001'),
  member(['usr_def456', 'John Smith', 'johnsmith', 'john@example.com'], 'role_member', 'dept_be001'),
  member(['usr_zoe01', 'Zoë Müller-Łuczak', 'zoe', 'zoe@example.com'], 'role_member', 'dept_sales001'),
  member(['usr_yamada01', '山田 太郎', 'yamada', 'yamada@example.com'], 'role_member', 'dept_be001'),
  member(['usr_new01', null, null, 'new@example.com'], 'role_member', 'dept_support001'),
  member(
    ['usr_left01', 'Lena Left', 'lena', 'lena@example.com'],
    'role_member',
    'dept_sales001',
    'deactivated',
  ),
];

const FIRST_NAMES = ['Alex', 'Bea', 'Chris', 'Dana', 'Emil', 'Fay', 'Gil', 'Hana', 'Ivo', 'Jo', 'Kim', 'Lou'];
const LAST_NAMES = ['Abel', 'Berg', 'Costa', 'Dahl', 'Evans', 'Frei', 'Gold', 'Huber', 'Ito', 'Jung', 'Kern'];
const GENERATED_DEPARTMENTS = ['dept_eng001', 'dept_be001', 'dept_sales001', 'dept_support001'];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

const generatedPerson = (number: number): User => {
  const first = pick(FIRST_NAMES, number - 1);
  const last = pick(LAST_NAMES, Math.floor((number - 1) / FIRST_NAMES.length));
  const name = `${first}.${last}.${number}`.toLowerCase();
  return member(
    [`usr_${String(number).padStart(6, '0')}`, `${first} ${last}`, name, `${name}@example.com`],
    'role_member',
    pick(GENERATED_DEPARTMENTS, number - 1),
  );
};

const generatedCount = (users: number | undefined): number => Math.max(0, (users ?? 0) - NAMED_PEOPLE.length);

/** Everybody of an organization of `users` people (never fewer than the named ones), made one by one. */
export function* firstPeople(users?: number): Generator<User> {
  yield* NAMED_PEOPLE;
  for (let number = 1; number <= generatedCount(users); number += 1) yield generatedPerson(number);
}

/** One of them by id, without making the others: an organization may be large. */
export function firstPerson(id: string, users?: number): User | undefined {
  const named = NAMED_PEOPLE.find((person) => person.id === id);
  if (named) return named;
  const number = Number(/^usr_(\d{6,9})$/.exec(id)?.[1] ?? 0);
  if (number < 1 || number > generatedCount(users)) return undefined;
  const person = generatedPerson(number);
  return person.id === id ? person : undefined;
}

// Our choice: a deactivated member counts, as the membership is kept.
const memberCount = (department_id: string, users: number | undefined): number => {
  const named = NAMED_PEOPLE.filter((person) => person.department_ids.includes(department_id)).length;
  const place = GENERATED_DEPARTMENTS.indexOf(department_id);
  const turns = GENERATED_DEPARTMENTS.length;
  return named + (place < 0 ? 0 : Math.floor((generatedCount(users) + turns - 1 - place) / turns));
};

/** The departments in the order of their paths, parents before children. */
export function departments(users?: number): readonly Department[] {
  const department = (id: string, name: string, rest: Partial<Department> = {}): Department => ({
    id,
    name,
    description: null,
    parent_id: null,
    path: `/${id}`,
    depth: 0,
    organization_id: ORGANIZATION_ID,
    member_count: memberCount(id, users),
    is_active: true,
    is_default: false,
    color: null,
    created_by: OWNER_ID,
    created_at: '2025-01-15T09:00:00Z',
    ...rest,
  });
  return [
    department('dept_eng001', 'Engineering', {
      description: 'Builds the product',
      is_default: true,
      color: '#3366CC',
    }),
    department('dept_be001', 'Backend', {
      parent_id: 'dept_eng001',
      path: '/dept_eng001/dept_be001',
      depth: 1,
    }),
    department('dept_lab001', 'Laboratory', { description: 'Closed in 2025', is_active: false }),
    department('dept_sales001', 'Sales', { color: '#CC6633' }),
    department('dept_support001', 'Support'),
  ];
}
