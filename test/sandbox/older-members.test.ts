import { describe, expect, it } from 'vitest';
import { type Case, runCase } from './cases.ts';
import { ORGANIZATION, openSandbox, tempFolder } from './world.ts';

const JANE = 'usr_abc123';
const ZOE = 'usr_zoe01';
const OWNER = 'usr_admin01';
const INACTIVE = { status_id: 'status_inactive' };
const isActive = { status: { id: 'status_active' } };
const isInactive = { status: { id: 'status_inactive' } };
const newest = (entry: object) => ({ items: [entry] });
const OF_ZOE = `GET /users/${ZOE}` as const;
const NEWEST = 'GET /audit-log?limit=1';
const failed = (id: string, error: string) => ({ failure_count: 1, failed_operations: [{ id, error }] });

const CASES: Readonly<Record<string, Case>> = {
  'sets a status, and moves nothing': {
    ask: `PUT /users/${ZOE}`,
    body: INACTIVE,
    status: 200,
    says: { user_id: ZOE, role: { id: 'role_member' }, status: { id: 'status_inactive', name: 'Inactive' } },
    shown: [
      [OF_ZOE, isInactive],
      [
        NEWEST,
        newest({ action_type: 'updated', target_id: ZOE, new_value: { account_state: 'deactivated' } }),
      ],
      [`POST /users/${ZOE}/reactivate`, { account_state: 'active' }],
    ],
  },
  'sets the one role': {
    ask: `PUT /users/${ZOE}`,
    body: { role_id: 'role_billing_manager', status_id: 'status_active' },
    status: 200,
    says: { role: { id: 'role_billing_manager', name: 'Billing Manager' }, ...isActive },
    shown: [
      ['GET /roles/role_billing_manager/members', { members: [{ user_id: ZOE }], total: 1 }],
      [`GET /users/${ZOE}/effective-permissions`, { capabilities: ['manage_billing'] }],
    ],
  },
  'says that it set them, by the other page': {
    ask: `PUT /users/${ZOE}`,
    body: { role_id: 'role_admin' },
    shape: 'members',
    status: 200,
    says: {
      success: true,
      member_id: 'orguser_zoe01',
      user_id: ZOE,
      role_id: 'role_admin',
      role_name: 'Admin',
    },
    shown: [[OF_ZOE, { role_name: 'Admin' }]],
  },
  'keeps a status that cannot be set': {
    before: [['POST /users/invite/v2', { email: 'n@example.org' }]],
    ask: 'PUT /users/usr_inv000001',
    body: { role_id: 'role_member', status_id: 'status_pending' },
    status: 200,
    says: { status: { id: 'status_pending' }, role: { id: 'role_member' } },
  },
  'sets nothing without a field': {
    ask: `PUT /users/${ZOE}`,
    body: {},
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'sets no unknown role': {
    ask: `PUT /users/${ZOE}`,
    body: { role_id: 'role_none' },
    status: 404,
    says: 'ROLE_NOT_FOUND',
  },
  'sets no unknown status': {
    ask: `PUT /users/${ZOE}`,
    body: { status_id: 'status_none' },
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'sets no status of a pending invitation': {
    ask: `PUT /users/${ZOE}`,
    body: { status_id: 'status_pending' },
    status: 422,
    says: 'STATUS_NOT_ASSIGNABLE',
    shown: [[OF_ZOE, isActive]],
  },
  'sets nothing of an unknown user': {
    ask: 'PUT /users/usr_none',
    body: INACTIVE,
    status: 404,
    says: 'USER_NOT_FOUND',
  },
  'leaves the role of an owner': {
    ask: `PUT /users/${OWNER}`,
    body: { role_id: 'role_member' },
    status: 403,
    says: 'OPERATION_NOT_ALLOWED',
    shown: [[`GET /users/${OWNER}`, { role: { id: 'role_owner' } }]],
  },
  'lets no owner be inactive': {
    ask: `PUT /users/${OWNER}`,
    body: INACTIVE,
    who: 'omar',
    status: 403,
    says: 'OPERATION_NOT_ALLOWED',
    shown: [[`GET /users/${OWNER}`, isActive]],
  },
  'grants no more than is held': {
    ask: `PUT /users/${ZOE}`,
    body: { role_id: 'role_owner' },
    who: 'omar',
    status: 403,
    says: 'INSUFFICIENT_PERMISSIONS',
    shown: [[OF_ZOE, { role: { id: 'role_member' } }]],
  },

  'deletes somebody, who is nowhere then': {
    ask: `DELETE /users/${JANE}/delete`,
    status: 204,
    says: '',
    shown: [
      [`GET /users/${JANE}`, 'USER_NOT_FOUND'],
      ['POST /users', { total_users_count: 0 }, { search_term: 'jane' }],
      [
        'POST /users',
        { users: [{ status: { name: 'Deleted' } }] },
        { search_term: 'jane', include_deleted: true },
      ],
      ['GET /roles/role_admin1', { member_count: 0 }],
      ['GET /departments/dept_eng001', { member_count: 1 }],
      [NEWEST, newest({ action_type: 'deleted', target_id: JANE, actor_id: OWNER })],
    ],
  },
  'deletes no owner': {
    ask: `DELETE /users/${OWNER}/delete`,
    who: 'omar',
    status: 403,
    says: 'CANNOT_DELETE_OWNER',
    shown: [[`GET /users/${OWNER}`, isActive]],
  },
  'does not let people delete themselves': {
    ask: 'DELETE /users/usr_ops01/delete',
    who: 'omar',
    status: 403,
    says: 'OPERATION_NOT_ALLOWED',
  },
  'deletes nobody twice': {
    before: [[`DELETE /users/${ZOE}/delete`]],
    ask: `DELETE /users/${ZOE}/delete`,
    status: 404,
    says: 'USER_NOT_FOUND',
  },

  'restores somebody with all they had': {
    before: [[`DELETE /users/${JANE}/delete`]],
    ask: `POST /users/${JANE}/restore`,
    status: 204,
    says: '',
    shown: [
      [`GET /users/${JANE}`, { role: { id: 'role_admin1' }, ...isActive }],
      [`GET /users/${JANE}/effective-permissions`, { department_scope: ['dept_eng001', 'dept_be001'] }],
      ['GET /roles/role_admin1', { member_count: 1 }],
      [NEWEST, newest({ action_type: 'restored', target_id: JANE })],
    ],
  },
  'restores the state of before': {
    before: [['DELETE /users/usr_left01/delete']],
    ask: 'POST /users/usr_left01/restore',
    status: 204,
    shown: [['GET /users/usr_left01', isInactive]],
  },
  'restores what was changed before': {
    before: [[`PUT /users/${ZOE}`, { role_id: 'role_admin', ...INACTIVE }], [`DELETE /users/${ZOE}/delete`]],
    ask: `POST /users/${ZOE}/restore`,
    status: 204,
    shown: [[OF_ZOE, { role: { id: 'role_admin' }, ...isInactive }]],
  },
  'restores no role that is gone since': {
    before: [[`DELETE /users/${JANE}/delete`], ['DELETE /roles/role_admin1']],
    ask: `POST /users/${JANE}/restore`,
    status: 204,
    shown: [[`GET /users/${JANE}`, { role: null, ...isActive }]],
  },
  'restores who was removed, without roles': {
    before: [['DELETE /users/usr_left01', { confirm: true }]],
    ask: 'POST /users/usr_left01/restore',
    status: 204,
    shown: [['GET /users/usr_left01', { role: null, ...isInactive }]],
  },
  'restores who was invited': {
    before: [['POST /users/invite/v2', { email: 'n@example.org' }], ['DELETE /users/usr_inv000001/delete']],
    ask: 'POST /users/usr_inv000001/restore',
    status: 204,
    shown: [['GET /users/usr_inv000001', { status: { id: 'status_pending' } }]],
  },
  'restores no member': { ask: `POST /users/${ZOE}/restore`, status: 422, says: 'USER_NOT_DELETED' },
  'restores nobody unknown': { ask: 'POST /users/usr_none/restore', status: 404, says: 'USER_NOT_FOUND' },

  'sets the status of many': {
    ask: 'POST /users/change-status-bulk',
    body: { user_ids: [ZOE, 'usr_left01', 'usr_def456', ZOE], ...INACTIVE },
    status: 200,
    says: { success_count: 2, ...failed('usr_left01', 'USER_ALREADY_DEACTIVATED') },
    shown: [
      ['POST /users', { total_users_count: 3 }, { status_id: 'status_inactive' }],
      ['GET /audit-log?action_type=deactivated', { total: 2 }],
      ['GET /users/status-summary', { status_counts: [{ count: 5 }, { count: 3 }, { count: 0 }] }],
    ],
  },
  'sets many active': {
    ask: 'POST /users/change-status-bulk',
    body: { user_ids: ['usr_left01', ZOE], status_id: 'status_active' },
    status: 200,
    says: { success_count: 1, ...failed(ZOE, 'USER_NOT_DEACTIVATED') },
    shown: [['GET /users/usr_left01', isActive]],
  },
  'sets no owner inactive among many': {
    ask: 'POST /users/change-status-bulk',
    body: { user_ids: [OWNER, ZOE], ...INACTIVE },
    who: 'omar',
    status: 200,
    says: { success_count: 1, ...failed(OWNER, 'OPERATION_NOT_ALLOWED') },
    shown: [[`GET /users/${OWNER}`, isActive]],
  },
  'sets nobody pending': {
    ask: 'POST /users/change-status-bulk',
    body: { user_ids: [ZOE], status_id: 'status_pending' },
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'deletes many': {
    ask: 'POST /users/delete-bulk',
    body: { user_ids: [ZOE, OWNER, 'usr_none'] },
    who: 'omar',
    status: 200,
    says: {
      success_count: 1,
      failure_count: 2,
      failed_operations: [
        { id: OWNER, error: 'CANNOT_DELETE_OWNER' },
        { id: 'usr_none', error: 'USER_NOT_FOUND' },
      ],
    },
    shown: [
      [OF_ZOE, 'USER_NOT_FOUND'],
      ['GET /audit-log?action_type=deleted', { total: 1 }],
    ],
  },
  'deletes none of none': {
    ask: 'POST /users/delete-bulk',
    body: { user_ids: [] },
    status: 200,
    says: { success_count: 0, failure_count: 0, failed_operations: [] },
  },
  'counts who is deleted under no status': {
    before: [[`DELETE /users/${ZOE}/delete`], ['POST /users/invite/v2', { email: 'n@example.org' }]],
    ask: 'GET /users/status-summary',
    status: 200,
    says: {
      status_counts: [
        { status_id: 'status_active', status_name: 'Active', count: 6 },
        { status_id: 'status_inactive', status_name: 'Inactive', count: 1 },
        { status_id: 'status_pending', status_name: 'Pending', count: 1 },
      ],
    },
  },
  'exports what is asked for': {
    ask: 'POST /users/export-csv',
    body: { role_id: 'role_member', sort_by: 'email', sort_order: 'asc', search_term: 'l' },
    status: 200,
    says:
      'Full Name,Email,Username,Role,Status,Joined At,Created At,Last Modified At\r\n' +
      'John Smith,john@example.com,johnsmith,Member,Active,2025-01-15T09:03:00Z,2025-01-15T09:03:00Z,',
  },
  'exports everybody without a body': { ask: 'POST /users/export-csv', status: 200, says: '\r\n山田 太郎,' },
  'exports in no other order': {
    ask: 'POST /users/export-csv',
    body: { sort_by: 'password' },
    status: 422,
    says: 'VALIDATION_ERROR',
  },
};

describe('the older operations on members', () => {
  it.each(Object.entries(CASES))('%s', (_, one) => runCase(one));

  it('export no more than 10,000 rows', async () => {
    const { call } = await openSandbox({ users: 10_050 });
    const { text, headers } = await call('POST /users/export-csv');
    expect(text.split('\r\n')).toHaveLength(10_002);
    expect(headers.get('content-disposition')).toContain('users-org_xyz789-2025-12-22.csv');
  });

  it('last until the next server, and are seen by another one at once', async () => {
    const folder = await tempFolder();
    const [one, other] = [await openSandbox({ folder }), await openSandbox({ folder })];
    await one.call(`PUT /users/${JANE}`, { role_id: 'role_admin', ...INACTIVE });
    await one.call(`DELETE /users/${JANE}/delete`);
    await other.call('PATCH /v1/user/profile', { full_name: 'Ada Lovelace' });
    expect((await other.call(`GET /users/${JANE}`)).status).toBe(404);
    await other.call('POST /users/delete-bulk', { user_ids: [ZOE, 'usr_new01'] });
    await Promise.all([one.close(), other.close()]);
    const next = await openSandbox({ folder });
    expect((await next.call(`POST /users/${JANE}/restore`)).status).toBe(204);
    expect((await next.call(`GET /users/${JANE}`)).body).toMatchObject({
      role: { id: 'role_admin' },
      ...isInactive,
    });
    expect((await next.call(`GET /users/${OWNER}`)).body).toMatchObject({ full_name: 'Ada Lovelace' });
    expect((await next.call('GET /users/status-summary')).body).toMatchObject({
      status_counts: [{ count: 4 }, { count: 2 }, {}],
    });
  });

  it('delete a thousand at once, each in an entry of the audit log', async () => {
    const { call } = await openSandbox({ users: 1_100 });
    const user_ids = Array.from({ length: 1_000 }, (_, index) => `usr_${String(index + 1).padStart(6, '0')}`);
    const { status, body } = await call('POST /users/delete-bulk', { user_ids });
    expect([status, body]).toMatchObject([200, { success_count: 1_000, failure_count: 0 }]);
    expect((await call('GET /audit-log?action_type=deleted')).body).toMatchObject({ total: 1_000 });
    expect((await call('POST /users')).body).toMatchObject({ total_users_count: 100 });
  });
});

const MANY = Array.from({ length: 10_000 }, (_, index) => `usr_${index}`);
const TAKING_BODIES = [
  'POST /users/change-status-bulk',
  'POST /users/delete-bulk',
  'POST /users/export-csv',
  'PUT /users/usr_zoe01',
  'POST /invite-user',
  'PATCH /v1/user/profile',
  'POST /v1/auth/dev-login',
];
const HOSTILE: Readonly<Record<string, string>> = {
  'no JSON': '{"user_ids":[',
  'a list': '[]',
  'a text': '"usr_zoe01"',
  null: 'null',
  'numbers for all': `{"user_ids":7,"status_id":7,"sort_by":7,"role_id":7,"email":7,"username":7,"password":7}`,
  'objects for all': `{"user_ids":{},"status_id":{},"sort_by":{},"role_id":{},"email":{},"username":{}}`,
  'ids that are no texts': `{"user_ids":[null],"status_id":[],"sort_by":[],"role_id":[],"email":[],"gender":[]}`,
  'ten thousand ids': JSON.stringify({
    user_ids: MANY,
    status_id: 'status_inactive',
    sort_by: 'x',
    role_id: [],
  }),
  'names of the language': `{"__proto__":{"x":1},"sort_by":"constructor","status_id":"toString","user_ids":"x"}`,
};

describe('hostile bodies change nothing', () => {
  it.each(
    TAKING_BODIES.flatMap((line) =>
      Object.entries(HOSTILE).map(([name, body]) => [line, name, body] as const),
    ),
  )('%s with %s', async (line, _, body) => {
    const { send, call, access_token } = await openSandbox();
    const [method = '', path = ''] = line.split(' ');
    const { status, body: answer } = await send(path.startsWith('/v1') ? path : `${ORGANIZATION}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body,
    });
    expect([status, answer.error?.code]).toEqual([422, 'VALIDATION_ERROR']);
    expect((await call('GET /audit-log')).body).toMatchObject({ total: 0 });
  });
});
