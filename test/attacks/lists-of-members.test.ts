import { describe, expect, it } from 'vitest';
import type { ArrivedRequest } from '../../src/sandbox/request.ts';
import { type Answer, perhaps } from '../scripted-server.ts';
import { ORG, useWorld } from '../world.ts';

const world = useWorld();

const JANE = { user_id: 'usr_abc123', email: 'jane@example.com', account_state: 'active' };
const OWNER = { user_id: 'usr_owner1', account_state: 'active' };
const ok = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });

/** An organization that answers all right, but for the members, for those of a role and department, or the roles. */
const organization =
  ({
    members = [JANE] as unknown,
    of_groups = [OWNER] as unknown,
    roles = [{ id: 'role_owner' }] as unknown,
    departments = [{ id: 'dept_eng001', name: 'Engineering' }] as unknown,
    me = 'usr_me0001' as unknown,
  }) =>
  ({ path, method }: ArrivedRequest): Answer => {
    if (path === '/v1/user/me') return ok({ id: me });
    if (path.endsWith('effective-permissions')) return ok({ capabilities: ['manage_users'] });
    if (/\/roles(?:\?|$)/.test(path)) return ok(roles);
    if (/\/departments(?:\?|$)/.test(path)) return ok(departments);
    if (/\/members(?:\?|$)/.test(path)) return ok(of_groups);
    if (/\/users$/.test(path)) return ok(members);
    return ok({ ...JANE, account_state: method === 'GET' ? 'active' : 'deactivated' });
  };

/** The changes that arrived. */
const changes = () =>
  world.current.requests.filter(({ path, method }) => method === 'DELETE' || /activate$|invite/.test(path));

async function expectRefused(line: string, stdin?: string): Promise<void> {
  const { exit, stdout, stderr } = await world.current.run(
    `${line} ${ORG}`,
    stdin === undefined ? {} : { stdin },
  );
  expect(stderr).toMatch(
    /the API answered (?:(?:a list|with something other than a list) of (?:members|roles|owners)|.* the whole list|1 )/,
  );
  expect({ exit: exit === 0, stdout, changes: changes() }).toEqual({ exit: false, stdout: '', changes: [] });
}

/** Lists of members that name nobody, or not everybody. */
const NAMELESS: readonly (readonly [string, unknown])[] = [
  ['an answer in a list', [{ users: [JANE], total_users_count: 1 }]],
  ['empty ids', { users: [JANE, { id: '', user_id: '', email: '' }] }],
  ['no fields', { users: [{}] }],
  ['an id of a department', { members: [{ id: 'dept_eng001' }] }],
  ['an id of a membership alone', { members: [{ id: 'orgusr_1', full_name: 'Jane Doe' }] }],
  ['a number for an id', [{ user_id: 7 }]],
  ['an address without @', [{ email: 'jane' }]],
  ['an entry that is null', { users: [JANE, null] }],
  ['entries that are ids', { users: ['usr_abc123'] }],
  ['entries that are lists', { users: [[JANE]] }],
  ['rows of another organization', { users: [JANE, { ...JANE, organization_id: 'org_other' }] }],
];

/** What an answer tells beside its rows, which are a part of the list then. */
const MORE: readonly object[] = [
  { has_more: true },
  { hasNext: true },
  { next_cursor: 'c2' },
  { pagination: { next: '/v1/x?page=2' } },
  { meta: { has_next: true } },
];

/** What is decided by the list of members: a line, and what it reads from stdin. */
const DECISIONS: readonly (readonly [string, string?])[] = [
  ['users diff --roster -', 'email\njane@example.com\n'],
  ['users list'],
  ['users deactivate jane@example.com --transfer-to dept_eng001'],
  ['users remove jane@example.com sam@example.com --yes --no-check'],
  ['users invite new@example.com --check'],
];

describe('a list of members with a row that names nobody is not believed', () => {
  it.each(NAMELESS)('%s', async (_what, members) => {
    await world.current.script(perhaps(organization({ members })));
    for (const [line, stdin] of DECISIONS) await expectRefused(line, stdin);
  });

  it.each(MORE)('or with more than was told: %j', async (told) => {
    await world.current.script(perhaps(organization({ members: { users: [JANE], ...told } })));
    await world.current.run(['config', 'set', 'protect', '*@example.com']);
    await expectRefused('users deactivate usr_def456 --transfer-to dept_eng001');
    await expectRefused('users diff --roster -', 'email\njane@example.com\n');
    expect((await world.current.run(`users list ${ORG}`)).exit).toBe(1);
  });

  it.each([{ totalCount: 9 }, { pagination: { total_count: 9 } }, { meta: { total: 9 } }])(
    'or with a total of more: %j',
    async (told) => {
      await world.current.script(perhaps(organization({ members: { users: [JANE], ...told } })));
      const line = `users diff --roster - ${ORG}`;
      const { exit, stdout, stderr } = await world.current.run(line, { stdin: 'email\njane@example.com\n' });
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toContain('1 of 9 rows');
    },
  );

  it('and one whose rows have an id or an address is', async () => {
    const members = { users: [{ user_id: 'usr_abc123' }, { id: 'orgusr_1', email: 'sam@example.com' }] };
    await world.current.script(perhaps(organization({ members })));
    const { exit, stdout } = await world.current.run(`users list ${ORG} -o json`);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(2);
  });
});

/** Lists of the members of a role or department, in which anybody may be hidden. */
const HIDING: readonly (readonly [string, unknown])[] = [
  ['an answer in a list', [{ members: [OWNER] }]],
  ['entries that are ids', { members: ['usr_abc123'] }],
  ['an address alone', { members: [{ email: 'jane@example.com' }] }],
  ['an entry that is null', { members: [OWNER, null] }],
  ['a part, by a flag', { members: [OWNER], has_more: true }],
  ['a part, by a cursor', { members: [OWNER], next_cursor: 'c2' }],
  ['a part, by a total', { members: [OWNER], pagination: { total: 2 } }],
];

describe('a list that a guard asks for is read whole, or stops the run', () => {
  const RUN = 'users deactivate usr_abc123 usr_def456 --transfer-to dept_eng001 --yes';

  it.each(HIDING)('protected by a department or a role: %s', async (_what, of_groups) => {
    await world.current.script(perhaps(organization({ of_groups })));
    for (const rule of ['department:dept_eng001', 'role:role_owner']) {
      await world.current.run(['config', 'set', 'protect', rule]);
      await expectRefused(RUN);
    }
  });

  it.each(HIDING)('the last owner: %s', async (_what, of_groups) => {
    await world.current.script(perhaps(organization({ of_groups })));
    await expectRefused(RUN);
  });

  const NO_STATE = { user_id: 'usr_abc123' };
  it.each([
    ['none', [NO_STATE, { user_id: 'usr_owner1' }]],
    ['none of one', [NO_STATE, { ...OWNER, account_state: 'deactivated' }]],
    ['none of who is left', [{ ...NO_STATE, account_state: 'active' }, { user_id: 'usr_owner1' }]],
    ['a number', [{ ...NO_STATE, account_state: 1 }]],
    ['nothing in an object', [{ ...NO_STATE, status: {} }]],
  ])('the state of owners: %s', async (_what, of_groups) => {
    await world.current.script(perhaps(organization({ of_groups })));
    await expectRefused(RUN);
  });

  it.each([
    ['the older rows', { status: { id: 'status_active', name: 'Active' } }],
    ['the rows with names alone', { status_name: 'Active' }],
    ['another spelling', { account_state: 'ACTIVE' }],
  ])('and an owner is known by the state in %s', async (_what, state) => {
    await world.current.script(perhaps(organization({ of_groups: [{ ...NO_STATE, ...state }] })));
    const { exit, stderr } = await world.current.run(`${RUN} ${ORG}`);
    expect({ exit, changes: changes() }).toEqual({ exit: 2, changes: [] });
    expect(stderr).toContain('usr_abc123 is the last active owner');
  });

  it.each([
    ['an owner, whatever state they are in', { user_id: 'usr_owner1' }],
    ['an active owner', { ...NO_STATE, account_state: 'deactivated' }],
  ])('and a run without %s goes on', async (_what, owner) => {
    await world.current.script(perhaps(organization({ of_groups: [owner] })));
    await world.current.run(`${RUN} ${ORG}`);
    expect(changes()).toHaveLength(2);
  });

  it('protected by an address that is not told', async () => {
    const members = [JANE, { user_id: 'usr_def456', full_name: 'jo@example.com' }];
    await world.current.script(perhaps(organization({ members })));
    await world.current.run(['config', 'set', 'protect', '*@example.com']);
    await expectRefused('users deactivate usr_def456 --transfer-to dept_eng001');
    await expectRefused('users deactivate usr_def456 usr_ghi789 --transfer-to dept_eng001 --yes');
  });

  it.each([null, '', 7, 'org_me0001'])('a roster, for who looks: %j', async (me) => {
    await world.current.script(perhaps(organization({ me })));
    const line = `users diff --roster - ${ORG}`;
    const { exit, stdout, stderr } = await world.current.run(line, { stdin: 'email\njane@example.com\n' });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain('something other than the signed-in user');
  });

  it.each([
    ['an answer in a list', [{ roles: [{ id: 'role_owner' }] }]],
    ['an entry that is null', [null]],
    ['a role without an id', { roles: [{ name: 'Owner' }] }],
    ['a part of them', { roles: [{ id: 'role_owner' }], total: 2 }],
  ])('the roles: %s', async (_what, roles) => {
    await world.current.script(perhaps(organization({ roles })));
    await expectRefused(RUN);
  });
});

it.each([{ total: 2 }, { has_more: true }])(
  'nor are the departments below one, of a part: %j',
  async (told) => {
    const departments = { departments: [{ id: 'dept_eng001', name: 'Engineering' }], ...told };
    await world.current.script(perhaps(organization({ departments })));
    await world.current.run(['config', 'set', 'protect', 'department:dept_eng001']);
    await expectRefused('users deactivate usr_abc123 --transfer-to dept_eng001');
  },
);

it('a plan of many is not made from such a list', async () => {
  const users = Array.from({ length: 12 }, (_, index) => `usr_n${index}`).join(' ');
  await world.current.script(perhaps(organization({ members: [{ users: [JANE] }] })));
  await expectRefused(`users deactivate ${users} --transfer-to dept_eng001 --no-check --plan -`);
});

/** How a list of older rows tells of the first user: first one row, then another. */
const CONTRADICTING = [
  ['active and inactive', 'Active', 'Inactive'],
  ['inactive and active', 'Inactive', 'Active'],
  ['active and removed', 'Active', 'Deleted'],
] as const;

describe('two rows of a list about one user that are not alike', () => {
  const people = Array.from({ length: 12 }, (_, index) => `usr_n${index}`);
  const row = (user_id: string, name: string, index: number) => ({
    id: `orguser_${index}`,
    user_id,
    status: { name },
  });
  const reads = (status: string, first: string, second: string) => {
    const rows = people.map((user_id, index) => row(user_id, index === 0 ? first : status, index));
    const all = organization({ members: [...rows, row('usr_n0', second, 12)] });
    return (request: ArrivedRequest): Answer => {
      const id = /\/users\/(usr_n\d+)/.exec(request.path)?.[1];
      if (id === undefined || request.path.endsWith('effective-permissions')) return all(request);
      const isAsked = request.method === 'GET';
      return ok({ id, account_state: isAsked && id === 'usr_n0' ? 'active' : 'deactivated' });
    };
  };

  it.each(CONTRADICTING)('%s: neither is believed, and the user is asked about', async (_what, ...states) => {
    await world.current.script(perhaps(reads('Inactive', ...states)));
    const line = `users deactivate ${people.join(' ')} ${ORG} --transfer-to dept_eng001 --yes --verify`;
    const { exit, stderr } = await world.current.run(line);
    expect(stderr).toContain('differs: row 1, usr_n0: is active');
    expect(stderr).toContain('11 verified, 1 differs');
    expect(exit).toBe(3);
  });
});
