import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OpenSandbox, openSandbox, tempFolder } from './world.ts';

const JANE = '/users/usr_abc123';

/** The ids on the list, in the order of the user ids. */
const listed = async ({ call }: OpenSandbox, more: object = {}) => {
  const { body } = await call('POST /users', { take: 100, ...more });
  const rows = body['users'] as { user_id: string }[];
  return rows.map(({ user_id }) => user_id).sort();
};

describe('removing somebody', () => {
  it('answers nothing, and they are nowhere afterwards', async () => {
    const sandbox = await openSandbox();
    const { call } = sandbox;
    const before = await listed(sandbox);
    const gone = await call(`DELETE ${JANE}`, { confirm: true });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await listed(sandbox)).toEqual(before.filter((id) => id !== 'usr_abc123'));
    for (const line of [
      `GET ${JANE}`,
      `GET ${JANE}/effective-permissions`,
      `POST ${JANE}/deactivate`,
      `POST ${JANE}/reactivate`,
      `PATCH ${JANE}/memberships`,
      `DELETE ${JANE}`,
    ] as const) {
      const body = line.startsWith('GET') ? undefined : {};
      expect([line, (await call(line, body)).body.error?.code]).toEqual([line, 'USER_NOT_FOUND']);
    }
    expect((await call('GET /roles/role_admin1')).body).toMatchObject({ member_count: 0 });
    expect((await call('GET /roles/role_admin1/members')).text).toBe('{"members":[],"total":0}');
    expect((await call('GET /departments/dept_eng001')).body).toMatchObject({ member_count: 1 });
    expect((await call('GET /departments/dept_eng001/members')).text).not.toContain('usr_abc123');
  });

  it('leaves them on the list of those who ask for the deleted ones too', async () => {
    const sandbox = await openSandbox();
    await sandbox.call(`DELETE ${JANE}`, { confirm: true });
    expect(await listed(sandbox, { include_deleted: true, search_term: 'jane' })).toEqual(['usr_abc123']);
    const { body } = await sandbox.call('POST /users', { include_deleted: true, search_term: 'jane' });
    expect(body['users']).toMatchObject([
      { role: null, status: { id: 'status_deleted', name: 'Deleted', selectable_in_ui: false } },
    ]);
  });

  it('keeps in the log where the resources went', async () => {
    const folder = await tempFolder();
    const { call, close } = await openSandbox({ folder });
    const body = { confirm: true, transfer_resources_to_department_id: 'dept_sales001' };
    expect((await call(`DELETE ${JANE}`, body)).status).toBe(204);
    await close();
    const [, line = ''] = (await readFile(join(folder, 'changes.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(line)).toEqual({
      at: '2025-12-22T15:30:00.000Z',
      actor_id: 'usr_admin01',
      action: 'removed',
      user_id: 'usr_abc123',
      account_state: 'removed',
      transferred_to_department_id: 'dept_sales001',
      role_ids: [],
      department_ids: [],
    });
    const next = await openSandbox({ folder });
    expect((await next.user('usr_abc123')).status).toBe(404);
  });
});

describe('a removal is refused', () => {
  it.each([
    ['without a confirmation', {}, 'confirm'],
    ['with one that is false', { confirm: false }, 'confirm'],
    ['with one that is a word', { confirm: 'true' }, 'confirm'],
    [
      'with a department that is no text',
      { confirm: true, transfer_resources_to_department_id: 1 },
      'transfer_resources_to_department_id',
    ],
    ['without a body', undefined, 'body'],
  ])('%s', async (_, body, field) => {
    const { call, user } = await openSandbox();
    const refused = await call(`DELETE ${JANE}`, body);
    expect([refused.status, refused.body.error]).toMatchObject([
      422,
      { code: 'VALIDATION_ERROR', type: 'validation_error', details: { field } },
    ]);
    expect((await user('usr_abc123')).status).toBe(200);
  });

  it('for a department that is not there', async () => {
    const { call } = await openSandbox();
    const body = { confirm: true, transfer_resources_to_department_id: 'dept_none' };
    const refused = await call(`DELETE ${JANE}`, body);
    expect([refused.status, refused.body.error?.code]).toEqual([404, 'DEPARTMENT_NOT_FOUND']);
  });

  it('for oneself, and for the last owner', async () => {
    const { call, send, api_key } = await openSandbox();
    const oneself = await call('DELETE /users/usr_admin01', { confirm: true });
    expect([oneself.status, oneself.body.error?.code]).toEqual([403, 'OPERATION_NOT_ALLOWED']);
    const owner = await send('/v1/organizations/org_xyz789/users/usr_admin01', {
      method: 'DELETE',
      headers: { 'x-api-key': api_key, 'content-type': 'application/json' },
      body: '{"confirm":true}',
    });
    expect([owner.status, owner.body.error?.code]).toEqual([403, 'CANNOT_REMOVE_LAST_OWNER']);
  });

  it('not for an owner beside whom there is another', async () => {
    const { call, send, api_key } = await openSandbox();
    await call(`PATCH ${JANE}/memberships`, { role_ids: ['role_owner'], department_ids: [] });
    const removed = await send('/v1/organizations/org_xyz789/users/usr_admin01', {
      method: 'DELETE',
      headers: { 'x-api-key': api_key, 'content-type': 'application/json' },
      body: '{"confirm":true}',
    });
    expect(removed.status).toBe(204);
  });
});
