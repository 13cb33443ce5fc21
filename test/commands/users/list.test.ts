import { describe, expect, it } from 'vitest';
import { useWorld } from '../../world.ts';
import { errorOf, refusal } from './many/leavers.ts';

const world = useWorld();
const list = (words = '') => world.current.run(`users list --org org_xyz789 ${words}`);

const nested = (number: number) => ({
  id: `orguser_${number}`,
  user_id: `usr_${number}`,
  organization_id: 'org_xyz789',
  full_name: `Person ${number}`,
  email: `person${number}@example.com`,
  username: `person${number}`,
  role: { id: 'role_member', name: 'Member' },
  status: { id: 'status_active', name: 'Active', selectable_in_ui: true },
});
const flat = (number: number) => ({
  id: `orguser_${number}`,
  user_id: `usr_${number}`,
  full_name: `Person ${number}`,
  email: `person${number}@example.com`,
  role_id: 'role_member',
  role_name: 'Member',
  status_id: 'status_active',
  status_name: 'Active',
});
const page = (users: readonly object[], total = users.length) => ({
  status: 200,
  body: { users, total_users_count: total, skip: 0, take: users.length },
});
const sent = () =>
  world.current.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));

const TABLE =
  'USER   NAME      EMAIL                ROLE    STATUS\n' +
  'usr_1  Person 1  person1@example.com  Member  Active\n';

describe('users list', () => {
  it('shows who they are, from either documented shape of the answer', async () => {
    await world.current.script(page([nested(1)]));
    expect(await list()).toEqual({ exit: 0, stdout: TABLE, stderr: '' });
    const body = { members: [flat(1)], total: 1, skip: 0, limit: 50 };
    await world.current.script({ status: 200, body });
    expect((await list()).stdout).toBe(TABLE);
  });

  it('gives in JSON one array of the API’s own rows, in jsonl one a line', async () => {
    await world.current.script(page([nested(1), nested(2)]));
    expect(JSON.parse((await list('--json')).stdout)).toEqual([nested(1), nested(2)]);
    const { stdout } = await list('-o jsonl');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([nested(1), nested(2)]);
  });

  it('gives CSV that a run takes as it is', async () => {
    await world.current.script(page([nested(1)]));
    const { stdout } = await list('-o csv');
    expect(stdout).toBe(
      'user_id,full_name,email,role,status\r\nusr_1,Person 1,person1@example.com,Member,Active\r\n',
    );
    const run = 'users deactivate --from - --org org_xyz789 --transfer-to dept_eng001 --dry-run --json';
    const { requests } = JSON.parse((await world.current.run(run, { stdin: stdout })).stdout);
    expect(requests).toHaveLength(1);
    expect(requests[0].url).toMatch(/users\/usr_1\/deactivate$/);
  });

  it('asks for fifty, those who came first before the others', async () => {
    await world.current.script(page([nested(1)], 1));
    await list();
    expect(sent()).toEqual([{ sort_field: 'created_at', sort_direction: 'asc', skip: 0, take: 50 }]);
    expect(world.current.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/organizations/org_xyz789/users',
    });
  });

  it.each([
    ['deactivated', 'status_inactive'],
    ['Invited', 'status_pending'],
    ['Inactive', 'status_inactive'],
    ['pending', 'status_pending'],
  ])('knows the status %s by its own words', async (word, status_id) => {
    await world.current.script({ status: 200, body: { users: [], total_users_count: 0 } });
    expect((await list(`--status ${word}`)).exit).toBe(0);
    expect(JSON.parse(world.current.requests.at(-1)?.body ?? '')).toMatchObject({ status_id });
  });

  it('passes on what narrows and orders the list', async () => {
    await world.current.script(page([nested(1)]));
    await list('--search jane --role role_admin --status inactive --sort email --desc --limit 7');
    await list('--status sts_7');
    expect(sent()).toEqual([
      {
        search_term: 'jane',
        role_id: 'role_admin',
        status_id: 'status_inactive',
        sort_field: 'email',
        sort_direction: 'desc',
        skip: 0,
        take: 7,
      },
      expect.objectContaining({ status_id: 'sts_7' }),
    ]);
  });

  it('says that there are more', async () => {
    await world.current.script(
      page(
        Array.from({ length: 50 }, (_, index) => nested(index)),
        10_000,
      ),
    );
    expect((await list()).stderr).toBe('note: 50 of 10000 shown; --all shows everybody\n');
    expect(world.current.requests).toHaveLength(1);
    expect((await list('--limit 50')).stderr).toContain('a larger --limit or --all');
    expect((await list('-q')).stderr).toBe('');
  });

  it('reads a list that changed between two pages once more, and prints each of them once', async () => {
    const all = Array.from({ length: 150 }, (_, index) => nested(index));
    const [gone, ...left] = all;
    await world.current.script(
      page(all.slice(0, 100), 150),
      page(left.slice(99, 199), 149),
      page(left.slice(0, 100), 149),
      page(left.slice(99, 199), 149),
    );
    const { exit, stdout } = await list('--all -o jsonl');
    expect(exit).toBe(0);
    const printed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).user_id);
    expect(printed).toHaveLength(150);
    expect(new Set(printed)).toEqual(new Set([gone, ...left].map((member) => member?.user_id)));
    expect(world.current.requests).toHaveLength(4);
  });

  it('says on stderr that nobody matches', async () => {
    await world.current.script(page([]));
    expect(await list()).toEqual({ exit: 0, stdout: '', stderr: 'note: nobody matches\n' });
    expect((await list('--json')).stdout).toBe('[]\n');
    expect((await list('-o jsonl')).stdout).toBe('');
    expect((await list('-o csv')).stdout).toBe('user_id,full_name,email,role,status\r\n');
  });

  it('goes on where the API does not say how many there are', async () => {
    const all = Array.from({ length: 130 }, (_, index) => nested(index));
    await world.current.script(
      { status: 200, body: { members: all.slice(0, 100) } },
      { status: 200, body: { members: all.slice(99) } },
    );
    expect(JSON.parse((await list('--all --json')).stdout)).toEqual(all);
    expect(sent().map(({ skip }) => skip)).toEqual([0, 99]);
    await world.current.script({ status: 200, body: { members: all.slice(0, 50) } });
    expect((await list()).stderr).toBe('note: 50 shown, and there may be more; --all shows everybody\n');
    expect(world.current.requests).toHaveLength(1);
  });

  it('says that a list which never rests cannot be read', async () => {
    const page100 = (from: number) =>
      page(
        Array.from({ length: 100 }, (_, index) => nested(from + index)),
        150,
      );
    await world.current.script(...[0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000].map(page100));
    const ended = await list('--all --json');
    expect(ended.exit).toBe(1);
    expect(errorOf(ended)).toMatchObject({
      code: 'LIST_CHANGED',
      message: 'the list changed each of the 5 times it was read',
    });
    expect(world.current.requests).toHaveLength(10);
  });

  it.each([{ total: 7 }, { has_more: true }])(
    'says who may read it, where it is a part of what the API counts: %j',
    async (told) => {
      const members = [nested(1), nested(2)];
      const rest = { status: 200, body: { members: members.slice(1), ...told } };
      await world.current.script({ status: 200, body: { members, ...told } }, rest);
      const ended = await list('--all --json');
      expect(ended.exit).toBe(1);
      expect(errorOf(ended)).toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        hint: '`aitronos auth status` shows who is asking: another token may read the whole list',
      });
    },
  );

  it.each([
    ['jsonl', 199],
    ['csv', 200],
    ['table', 200],
  ])('prints whom it knows when a page fails, and then the error (%s)', async (format, lines) => {
    const all = Array.from({ length: 199 }, (_, index) => nested(index));
    await world.current.script(
      { status: 200, body: { members: all.slice(0, 100) } },
      { status: 200, body: { members: all.slice(99) } },
      refusal(403, 'ACCESS_DENIED'),
    );
    const { exit, stdout, stderr } = await list(`--all -o ${format}`);
    expect(exit).toBe(4);
    expect(stdout.trimEnd().split('\n')).toHaveLength(lines);
    expect(stderr).toContain('ACCESS_DENIED');
    expect(world.current.requests).toHaveLength(3);
  });

  it.each(['table', 'csv'])('is the same in both shapes of the sandbox (%s)', async (format) => {
    await world.current.sandbox({ member_shape: 'crew' });
    const crew = await list(`-o ${format}`);
    await world.current.sandbox({ member_shape: 'members' });
    expect(await list(`-o ${format}`)).toEqual(crew);
    expect(crew.stdout).toContain('usr_abc123');
  });

  it('shows no control characters of a name in a table', async () => {
    await world.current.script(page([{ ...nested(1), full_name: '\u001b[31mPerson\u001b[0m\u0007 1' }]));
    expect((await list()).stdout).toBe(TABLE);
  });

  it('understands rows that lack what it shows, and stumbles over no field', async () => {
    await world.current.script(page([{ user_id: 'usr_1', role: null, status: 'odd', full_name: 7 }]));
    expect((await list()).stdout).toContain('usr_1  -');
  });

  it.each([
    [refusal(403, 'INSUFFICIENT_PERMISSIONS'), 4],
    [refusal(404, 'ORGANIZATION_NOT_FOUND'), 1],
    [{ status: 200, body: { success: true } }, 1],
  ])('that the API refuses or answers otherwise prints no answer (%#)', async (step, exit) => {
    await world.current.script(step);
    const ended = await list('--json');
    expect(ended).toMatchObject({ exit, stdout: '' });
    expect(errorOf(ended).message).not.toBe('');
  });

  it.each([
    ['--limit 0', /expected a whole number from 1 to/],
    ['--limit ten', /expected a whole number/],
    [
      '--sort name',
      /expected one of full_name, email, role, status, created_at, last_modified_at, got "name"/,
    ],
    ['--role dept_1', /expected a role id/],
    ['--status IN-ACTIVE', /expected a status/],
    ['--all --limit 5', /--all and --limit contradict each other/],
  ])('%s is refused before anything is sent', async (words, said) => {
    const { exit, stdout, stderr } = await list(words);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(said);
    expect(world.current.requests).toEqual([]);
  });
});

describe('users get', () => {
  const get = (words: string) => world.current.run(`users get ${words} --org org_xyz789`);
  const JANE = {
    id: 'usr_abc123',
    full_name: 'Jane Doe',
    email: 'jane@example.com',
    account_state: 'active',
    role_ids: ['role_admin1'],
    department_ids: ['dept_eng001', 'dept_be001'],
    unknown_field: { kept: true },
  };

  // The same people in every documented shape of the answer; of roles the older rows name one.
  const newer = (account_state: string, role_ids: readonly string[]) => ({
    id: 'usr_1',
    full_name: 'Person 1',
    email: 'person1@example.com',
    account_state,
    role_ids,
    department_ids: ['dept_eng001'],
  });
  const status = (name: string) => ({ id: `status_${name.toLowerCase()}`, name, selectable_in_ui: true });
  const flatStatus = (name: string) => ({ status_id: status(name).id, status_name: name });
  const SHAPES: readonly [string, object, string][] = [
    ['nested row', nested(1), 'active       role_member'],
    ['flat row', flat(1), 'active       role_member'],
    ['newer object', newer('active', ['role_member']), 'active       role_member'],
    ['nested row', { ...nested(1), status: status('Inactive') }, 'deactivated  role_member'],
    ['flat row', { ...flat(1), ...flatStatus('Inactive') }, 'deactivated  role_member'],
    ['newer object', newer('deactivated', ['role_member']), 'deactivated  role_member'],
    ['nested row', { ...nested(1), status: status('Pending'), role: null }, 'invited      -'],
    [
      'flat row',
      { ...flat(1), ...flatStatus('InvitationSent'), role_id: null, role_name: null },
      'invited      -',
    ],
    ['newer object', newer('invited', []), 'invited      -'],
    ['nested row', { ...nested(1), status: status('Deleted'), role: null }, 'removed      -'],
    ['flat row', { ...flat(1), ...flatStatus('Deleted'), role_id: null, role_name: null }, 'removed      -'],
    ['newer object', newer('removed', []), 'removed      -'],
    ['flat row without ids', { ...flat(1), role_id: null }, 'active       Member'],
    ['nested row', { ...nested(1), status: status('Frozen') }, 'frozen       role_member'],
    ['flat row', { ...flat(1), ...flatStatus('Frozen') }, 'frozen       role_member'],
    ['newer object', newer('frozen', ['role_member']), 'frozen       role_member'],
    ['newer object', newer('active', ['role_member', 'role_1']), 'active       role_member, role_1'],
    ['nested row without ids', { ...nested(1), role: { name: 'Member' } }, 'active       Member'],
  ];

  it.each(SHAPES)('shows a %s with the same columns and words: %s', async (_shape, body, shown) => {
    await world.current.script({ status: 200, body });
    const words = (text: string) => text.split('\n').map((line) => line.split(/ {2,}/));
    const { exit, stdout, stderr } = await get('usr_1');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(words(stdout)).toEqual(
      words(`USER  NAME  EMAIL  STATE  ROLES\nusr_1  Person 1  person1@example.com  ${shown}\n`),
    );
  });

  // People of the sandbox in every state, each by what is done to them before.
  it.each([
    ['usr_abc123', null, 'usr_abc123,Jane Doe,jane@example.com,active,role_admin1'],
    ['usr_left01', null, 'usr_left01,Lena Left,lena@example.com,deactivated,role_member'],
    ['usr_new01', null, 'usr_new01,,new@example.com,active,role_member'],
    ['usr_inv000001', 'invite a@example.org', 'usr_inv000001,,a@example.org,invited,'],
    [
      'usr_abc123',
      'deactivate usr_abc123 --transfer-to dept_eng001',
      'usr_abc123,Jane Doe,jane@example.com,deactivated,role_admin1',
    ],
  ] as const)('shows %s of the sandbox in one way, after %j', async (user, before, row) => {
    for (const member_shape of ['crew', 'members'] as const) {
      await world.current.sandbox({ member_shape });
      const done = before === null ? null : await world.current.run(`users ${before} --org org_xyz789 --yes`);
      expect(done?.exit ?? 0).toBe(0);
      const { stdout, stderr } = await get(`${user} -o csv`);
      expect({ stdout, stderr }).toEqual({
        stdout: `user_id,full_name,email,state,roles\r\n${row}\r\n`,
        stderr: '',
      });
      expect((await get(`${user} -o ids`)).stdout).toBe(`${user}\n`);
    }
  });

  it('gives in JSON the API’s object, every field unchanged', async () => {
    await world.current.script({ status: 200, body: JANE });
    expect(JSON.parse((await get('usr_abc123 --json')).stdout)).toEqual(JANE);
  });

  it('takes an e-mail address', async () => {
    await world.current.script(page([nested(1)]), { status: 200, body: { ...JANE, id: 'usr_1' } });
    const { exit } = await get('PERSON1@example.com');
    expect(exit).toBe(0);
    expect(world.current.requests[1]).toMatchObject({
      method: 'GET',
      path: '/v1/organizations/org_xyz789/users/usr_1',
    });
  });

  it('of somebody who is not there ends with exit code 1', async () => {
    await world.current.script(refusal(404, 'USER_NOT_FOUND'));
    expect(await get('usr_nobody')).toEqual({
      exit: 1,
      stdout: '',
      stderr:
        'error: The API says USER_NOT_FOUND. (USER_NOT_FOUND, HTTP 404)\n' +
        'hint: `aitronos users list --search <text> --org org_xyz789` finds people; `aitronos config list` shows the organization in use\n',
    });
    expect(world.current.requests).toHaveLength(1);
  });

  it.each(['dept_1', 'role_1', 'orguser_1', 'jane@'])('refuses %s before anything is sent', async (given) => {
    const { exit, stdout, stderr } = await get(given);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`got "${given}"`);
    expect(world.current.requests).toEqual([]);
  });

  it('of an answer that is no user says so', async () => {
    await world.current.script({ status: 200, body: [JANE] });
    const ended = await get('usr_abc123 --json');
    expect(ended).toMatchObject({ exit: 1, stdout: '' });
    expect(errorOf(ended).code).toBe('UNEXPECTED_ANSWER');
  });
});
