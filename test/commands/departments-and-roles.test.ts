import { describe, expect, it } from 'vitest';
import { useWorld } from '../world.ts';
import { errorOf, refusal } from './users/many/leavers.ts';

const world = useWorld();
const run = (words: string) => world.current.run(`${words} --org org_xyz789`);
const ok = (body: object) => ({ status: 200, body });

const department = (id: string, name: string, more: object = {}) => ({
  id,
  name,
  parent_id: null,
  path: `/${id}`,
  depth: 0,
  member_count: 2,
  is_active: true,
  ...more,
});
const BACKEND = department('dept_be001', 'Backend', {
  parent_id: 'dept_eng001',
  path: '/dept_eng001/dept_be001',
});
const ENGINEERING = department('dept_eng001', 'Engineering');
const LABORATORY = department('dept_lab001', 'Labo\u001b[1mratory', { is_active: false, member_count: 0 });

describe('departments list', () => {
  it('shows their ids, names and members', async () => {
    await world.current.script(ok([ENGINEERING, BACKEND, LABORATORY]));
    expect(await run('departments list')).toEqual({
      exit: 0,
      stdout:
        'DEPARTMENT   NAME         PARENT       MEMBERS  ACTIVE\n' +
        'dept_eng001  Engineering  -            2        yes\n' +
        'dept_be001   Backend      dept_eng001  2        yes\n' +
        'dept_lab001  Laboratory   -            0        no\n',
      stderr: '',
    });
    expect(world.current.requests).toMatchObject([
      { method: 'GET', path: '/v1/organizations/org_xyz789/departments' },
    ]);
  });

  it('gives in JSON the API’s array', async () => {
    await world.current.script(ok([ENGINEERING, LABORATORY]));
    expect(JSON.parse((await run('departments list --json')).stdout)).toEqual([ENGINEERING, LABORATORY]);
  });

  it('draws the tree with the number of members', async () => {
    const data = { ...department('dept_data', 'Data'), children: [] };
    const tree = [
      { ...ENGINEERING, children: [{ ...BACKEND, children: [data] }, data] },
      { ...LABORATORY, children: [] },
    ];
    await world.current.script(ok(tree));
    expect((await run('departments list --tree')).stdout).toBe(
      'Engineering (dept_eng001, 2 members)\n' +
        '├── Backend (dept_be001, 2 members)\n' +
        '│   └── Data (dept_data, 2 members)\n' +
        '└── Data (dept_data, 2 members)\n' +
        'Laboratory (dept_lab001, 0 members, not active)\n',
    );
    expect(world.current.requests[0]?.path).toBe('/v1/organizations/org_xyz789/departments/tree');
    expect(JSON.parse((await run('departments list --tree --json')).stdout)).toEqual(tree);
    expect((await run('departments list --tree -o csv')).stdout.split('\r\n')).toHaveLength(7);
  });

  it('says on stderr that there are none', async () => {
    await world.current.script(ok([]));
    expect(await run('departments list')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'note: there are no departments\n',
    });
    expect((await run('departments list --json')).stdout).toBe('[]\n');
    expect((await run('departments list --tree')).stdout).toBe('');
    expect((await run('departments list -o csv')).stdout).toBe(
      'department_id,name,parent_id,path,member_count,is_active\r\n',
    );
  });

  it('shows what the API leaves out as empty', async () => {
    const bare = [{ id: 'dept_1', name: 'One', member_count: 1 }, { id: 'dept_2' }];
    await world.current.script(ok(bare));
    expect((await run('departments list')).stdout).toBe(
      'DEPARTMENT  NAME  PARENT  MEMBERS  ACTIVE\n' +
        'dept_1      One   -       1        -\n' +
        'dept_2      -     -       -        -\n',
    );
    expect((await run('departments list --tree')).stdout).toBe('One (dept_1, 1 member)\n- (dept_2)\n');
    expect((await run('departments list -o csv')).stdout).toContain('dept_1,One,,,1,\r\ndept_2,,,,,\r\n');
  });
});

describe('an answer that is no list', () => {
  it.each(['departments list', 'departments list --tree', 'roles list', 'roles list --members role_admin'])(
    'is an error that says so: %s',
    async (words) => {
      await world.current.script({ status: 200, body: '{"success":true}' }, { status: 200, body: 'null' });
      for (const _ of [1, 2]) {
        const ended = await run(`${words} --json`);
        expect(ended).toMatchObject({ exit: 1, stdout: '' });
        expect(errorOf(ended).code).toBe('UNEXPECTED_ANSWER');
      }
      expect(world.current.requests).toHaveLength(2);
    },
  );
});

describe('roles list', () => {
  const ADMIN = { id: 'role_admin', name: 'Admin', member_count: 3, is_custom: false, capabilities: [] };
  const CUSTOM = { id: 'role_7', name: 'People', member_count: 1, is_custom: true, capabilities: [] };
  const TABLE =
    'ROLE        NAME    MEMBERS  KIND\nrole_admin  Admin   3        system\nrole_7      People  1        custom\n';

  it('shows them from a bare array and from the older answer', async () => {
    await world.current.script(ok([ADMIN, CUSTOM]), ok({ roles: [ADMIN, CUSTOM] }));
    expect((await run('roles list')).stdout).toBe(TABLE);
    expect((await run('roles list')).stdout).toBe(TABLE);
  });

  it('gives in JSON the API’s array', async () => {
    await world.current.script(ok({ roles: [ADMIN] }));
    expect(JSON.parse((await run('roles list --json')).stdout)).toEqual([ADMIN]);
  });

  it('shows whoever has one, over all pages', async () => {
    const member = (number: number) => ({
      user_id: `usr_${number}`,
      full_name: `Person ${number}`,
      email: `person${number}@example.com`,
      account_state: number === 0 ? 'deactivated' : 'active',
      avatar_url: null,
    });
    const all = Array.from({ length: 150 }, (_, number) => member(number));
    await world.current.script(
      ok({ members: all.slice(0, 100), total: 150 }),
      ok({ members: all.slice(99, 199), total: 150 }),
    );
    const { exit, stdout } = await run('roles list --members role_admin --json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual(all);
    expect(world.current.requests.map(({ path }) => path)).toEqual([
      '/v1/organizations/org_xyz789/roles/role_admin/members?skip=0&limit=100',
      '/v1/organizations/org_xyz789/roles/role_admin/members?skip=99&limit=100',
    ]);
  });

  it('of a role that is not there ends with exit code 1', async () => {
    await world.current.script(refusal(404, 'ROLE_NOT_FOUND'));
    expect(await run('roles list --members role_gone')).toEqual({
      exit: 1,
      stdout: '',
      stderr:
        'error: The API says ROLE_NOT_FOUND. (ROLE_NOT_FOUND, HTTP 404)\n' +
        'hint: name another role; `aitronos roles list --org org_xyz789` shows them\n',
    });
  });

  it('says on stderr that there are none, or that nobody has one', async () => {
    await world.current.script(ok([]), ok({ members: [], total: 0 }));
    expect(await run('roles list')).toEqual({ exit: 0, stdout: '', stderr: 'note: there are no roles\n' });
    expect(await run('roles list --members role_7')).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'note: nobody has role_7\n',
    });
  });

  it('shows what the API leaves out as empty', async () => {
    const members = [{ user_id: 'usr_1' }, { full_name: 'Nobody' }];
    await world.current.script(ok({ roles: [{ id: 'role_1', name: 'One' }] }), ok({ members }));
    expect((await run('roles list')).stdout).toBe('ROLE    NAME  MEMBERS  KIND\nrole_1  One   -        -\n');
    expect((await run('roles list --members role_1')).stdout).toBe(
      'USER   NAME    EMAIL  STATE\nusr_1  -       -      -\n-      Nobody  -      -\n',
    );
  });

  it('refuses a department where a role is wanted', async () => {
    const { exit, stderr } = await run('roles list --members dept_1');
    expect(exit).toBe(2);
    expect(stderr).toContain('expected a role id');
    expect(world.current.requests).toEqual([]);
  });
});
