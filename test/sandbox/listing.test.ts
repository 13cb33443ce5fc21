import { describe, expect, it } from 'vitest';
import { type OpenSandbox, openSandbox } from './world.ts';

interface Row {
  readonly user_id: string;
  readonly full_name: string | null;
}

const rows = async ({ call }: OpenSandbox, body: object): Promise<Row[]> =>
  (await call('POST /users', body)).body['users'] as Row[];

const idsOf = async (sandbox: OpenSandbox, body: object) =>
  (await rows(sandbox, body)).map(({ user_id }) => user_id);

describe('the list of users', () => {
  it('has the documented shape, and the documented defaults', async () => {
    const { send } = await openSandbox({ users: 30 });
    const { status, body } = await send('/v1/organizations/org_xyz789/users', { method: 'POST' });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['users', 'total_users_count', 'skip', 'take']);
    expect(body).toMatchObject({ total_users_count: 30, skip: 0, take: 10 });
    const [first] = body['users'] as unknown[];
    expect(body['users']).toHaveLength(10);
    expect(JSON.stringify(first)).toBe(
      '{"id":"orguser_000022","user_id":"usr_000022","organization_id":"org_xyz789","full_name":"Jo Berg",' +
        '"email":"jo.berg.22@example.com","username":"jo.berg.22","role":{"id":"role_member","name":"Member"},' +
        '"status":{"id":"status_active","name":"Active","selectable_in_ui":true},' +
        '"joined_at":"2025-01-15T09:30:00Z","created_at":"2025-01-15T09:30:00Z","last_modified_at":"2025-01-15T09:30:00Z"}',
    );
  });

  it('has the other documented shape where it is asked for', async () => {
    const { call } = await openSandbox({ member_shape: 'members' });
    expect((await call('POST /users', { search_term: 'jane', take: 1 })).text).toBe(
      '{"members":[{"id":"orguser_abc123","user_id":"usr_abc123","organization_id":"org_xyz789","role_id":"role_admin1",' +
        '"status_id":"status_active","joined_at":"2025-01-15T09:01:00Z","email":"jane@example.com","full_name":"Jane Doe",' +
        '"role_name":"People Admin","status_name":"Active"}],"total":1,"skip":0,"limit":1}',
    );
  });

  it('brings everybody once, page by page', async () => {
    const sandbox = await openSandbox({ users: 250 });
    const pages = await Promise.all(
      [0, 100, 200, 300].map((skip) => idsOf(sandbox, { skip, take: 100, sort_field: 'role' })),
    );
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50, 0]);
    expect(new Set(pages.flat()).size).toBe(250);
  });

  it.each([
    ['JANE', ['usr_abc123']],
    ['MÜLLER', ['usr_zoe01']],
    ['Mu\u0308ller', ['usr_zoe01']],
    ['johnsmith', ['usr_def456']],
    ['omar@example.com', ['usr_ops01']],
    ['太郎', ['usr_yamada01']],
    ['nobody', []],
  ])('finds %s in names, addresses and user names', async (search_term, found) => {
    expect(await idsOf(await openSandbox(), { search_term })).toEqual(found);
  });

  it('is filtered by role and status', async () => {
    const sandbox = await openSandbox();
    expect(await idsOf(sandbox, { role_id: 'role_owner' })).toEqual(['usr_admin01']);
    expect(await idsOf(sandbox, { status_id: 'status_inactive' })).toEqual(['usr_left01']);
    expect(await idsOf(sandbox, { status_id: 'status_none' })).toEqual([]);
    expect(await idsOf(sandbox, { role_id: 'role_member', status_id: 'status_active' })).toHaveLength(4);
  });

  it.each([
    ['full_name', ['usr_new01', 'usr_admin01', 'usr_abc123', 'usr_def456']],
    ['email', ['usr_admin01', 'usr_abc123', 'usr_def456', 'usr_left01']],
    ['role', ['usr_ops01', 'usr_def456', 'usr_left01', 'usr_new01']],
    ['status', ['usr_abc123', 'usr_admin01', 'usr_def456', 'usr_new01']],
    ['created_at', ['usr_admin01', 'usr_abc123', 'usr_ops01', 'usr_def456']],
    ['last_modified_at', ['usr_admin01', 'usr_abc123', 'usr_ops01', 'usr_def456']],
  ])('is sorted by %s, ties by user id', async (sort_field, first) => {
    expect(await idsOf(await openSandbox(), { sort_field, sort_direction: 'asc', take: 4 })).toEqual(first);
  });

  it('shows each change at once, and who was changed last', async () => {
    const sandbox = await openSandbox({ users: 20 });
    const last = { sort_field: 'last_modified_at', take: 1 };
    await idsOf(sandbox, last);
    await sandbox.deactivate('usr_abc123');
    expect(await rows(sandbox, last)).toMatchObject([
      {
        user_id: 'usr_abc123',
        status: { name: 'Inactive' },
        created_at: '2025-01-15T09:01:00Z',
        last_modified_at: '2025-12-22T15:30:00Z',
      },
    ]);
    sandbox.clock.advance(1_000);
    await sandbox.deactivate('usr_000003');
    expect(await idsOf(sandbox, last)).toEqual(['usr_000003']);
  });

  it.each([
    ['skip', -1],
    ['skip', 1.5],
    ['take', 0],
    ['take', 101],
    ['take', '10'],
    ['search_term', 7],
    ['role_id', []],
    ['status_id', {}],
    ['sort_field', 'age'],
    ['sort_direction', 'up'],
    ['include_deleted', 1],
  ])('is refused with %s %j', async (field, value) => {
    const { call } = await openSandbox();
    const { status, body } = await call('POST /users', { [field]: value });
    expect([status, body.error]).toMatchObject([422, { code: 'VALIDATION_ERROR', details: { field } }]);
  });
});
