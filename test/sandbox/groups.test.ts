import { describe, expect, it } from 'vitest';
import { openSandbox } from './world.ts';

interface Node {
  readonly id: string;
  readonly children: readonly Node[];
}

describe('the departments', () => {
  const drawn = (nodes: readonly Node[]): string =>
    nodes.map(({ id, children }) => (children.length > 0 ? `${id}(${drawn(children)})` : id)).join(' ');
  const tree = async (query = '') => {
    const { send } = await openSandbox();
    return drawn(JSON.parse((await send(`/v1/organizations/org_xyz789/departments/tree${query}`)).text));
  };

  it('are a tree, or the part of it that is asked for', async () => {
    expect(await tree()).toBe('dept_eng001(dept_be001) dept_lab001 dept_sales001 dept_support001');
    expect(await tree('?scope=')).toBe(await tree());
    expect(await tree('?scope=dept_be001')).toBe('dept_be001');
    expect(await tree('?scope=dept_sales001,dept_eng001')).toBe('dept_eng001(dept_be001) dept_sales001');
  });

  it('are shown one by one', async () => {
    const { call } = await openSandbox();
    expect((await call('GET /departments/dept_be001')).text).toBe(
      '{"id":"dept_be001","name":"Backend","description":null,"parent_id":"dept_eng001",' +
        '"path":"/dept_eng001/dept_be001","depth":1,"organization_id":"org_xyz789","member_count":2,"is_active":true,' +
        '"is_default":false,"color":null,"created_by":"usr_admin01","created_at":"2025-01-15T09:00:00Z"}',
    );
  });

  it.each(['/departments/dept_none', '/departments/dept_none/members', '/departments/tree?scope=dept_none'])(
    'are refused where there is none: %s',
    async (path) => {
      const { status, body } = await (await openSandbox()).call(`GET ${path}`);
      expect([status, body.error]).toMatchObject([
        404,
        { code: 'DEPARTMENT_NOT_FOUND', type: 'client_error', details: { department_id: 'dept_none' } },
      ]);
    },
  );

  it('have their members, deactivated ones too', async () => {
    const { call } = await openSandbox();
    const members: { user_id: string }[] = JSON.parse(
      (await call('GET /departments/dept_sales001/members')).text,
    );
    expect(members.map(({ user_id }) => user_id)).toEqual(['usr_zoe01', 'usr_left01']);
  });
});

describe('a role', () => {
  it('is shown with what it grants', async () => {
    const { call } = await openSandbox({ users: 100 });
    expect((await call('GET /roles/role_member')).body).toMatchObject({ member_count: 97, capabilities: [] });
    expect((await call('GET /roles/role_admin1')).text).toBe(
      '{"id":"role_admin1","name":"People Admin","description":null,"permissions":{},"is_base_role":false,' +
        '"is_custom":true,"is_system_role":false,' +
        '"capabilities":["manage_users","invite_users","deactivate_users","remove_users","view_audit_log"],' +
        '"member_count":1,"knowledge_slice_ids":[],"organization_id":"org_xyz789","created_at":"2025-01-15T09:00:00Z"}',
    );
  });

  it('has its members, fifty at a time unless told otherwise', async () => {
    const { call } = await openSandbox({ users: 130 });
    const page = async (query: string) => {
      const { body } = await call(`GET /roles/role_member/members${query}`);
      const members = body['members'] as { user_id: string }[];
      return [members.length, members[0]?.user_id, body['total']];
    };
    expect(await page('')).toEqual([50, 'usr_def456', 127]);
    expect(await page('?skip=100&limit=100')).toEqual([27, 'usr_000096', 127]);
    expect(await page('?skip=127')).toEqual([0, undefined, 127]);
  });

  it('tells the account state of its members', async () => {
    const { call } = await openSandbox();
    expect((await call('GET /roles/role_member/members')).body).toMatchObject({
      members: expect.arrayContaining([expect.objectContaining({ account_state: 'deactivated' })]),
    });
  });

  it.each(['/roles/role_none', '/roles/role_none/members'])(
    'is refused where there is none: %s',
    async (path) => {
      const { status, body } = await (await openSandbox()).call(`GET ${path}`);
      expect([status, body.error?.code, body.error?.details]).toEqual([
        404,
        'ROLE_NOT_FOUND',
        { role_id: 'role_none' },
      ]);
    },
  );

  it.each(['limit=101', 'limit=0', 'limit=x', 'limit=', 'skip=-1'])('has no page of %s', async (query) => {
    const { status, body } = await (await openSandbox()).call(`GET /roles/role_member/members?${query}`);
    expect([status, body.error?.code]).toEqual([422, 'VALIDATION_ERROR']);
  });
});

describe('the statuses', () => {
  it('are those that a member may have', async () => {
    const { send } = await openSandbox();
    const { text } = await send('/v1/organizations/org_xyz789/statuses?active_only=true');
    const statuses: { id: string; name: string }[] = JSON.parse(text);
    expect(statuses.map(({ id, name }) => [id, name])).toEqual([
      ['status_active', 'Active'],
      ['status_inactive', 'Inactive'],
      ['status_pending', 'Pending'],
    ]);
    expect(Object.keys(statuses[0] ?? {}).join(' ')).toBe(
      'id name description color is_base_status order organization_id',
    );
  });
});

it('the organizations of whoever is signed in are a bare array', async () => {
  const { send } = await openSandbox();
  expect(JSON.parse((await send('/v1/organizations')).text)).toMatchObject([
    { id: 'org_xyz789', name: 'Example', createdAt: '2025-01-15T09:00:00Z' },
  ]);
});
