import { describe, expect, it } from 'vitest';
import { type Case, devToken, runCase } from './cases.ts';
import { me, renew, signIn, told } from './sign-in.ts';
import { openSandbox } from './world.ts';

const JANE = 'usr_abc123';
const PROFILE = 'PATCH /v1/user/profile';
const refused = (body: object): Case => ({ ask: PROFILE, body, status: 422, says: 'VALIDATION_ERROR' });

const CASES: Readonly<Record<string, Case>> = {
  'lists accounts': {
    ask: 'GET /v1/user?skip=1&limit=1',
    status: 200,
    says: [
      {
        id: JANE,
        email: 'jane@example.com',
        first_name: 'Jane',
        last_name: 'Doe',
        is_active: true,
        last_verified: null,
        global_role_id: null,
      },
    ],
  },
  'lists those that are not active too': { ask: 'GET /v1/user', status: 200, says: 'usr_left01' },
  'lists the active ones': {
    ask: 'GET /v1/user?active_only=true&skip=6',
    status: 200,
    says: [{ id: 'usr_new01', first_name: null, last_name: null }],
  },
  'lists nobody who is deleted': {
    before: [['DELETE /users/usr_left01/delete']],
    ask: 'GET /v1/user?skip=6',
    status: 200,
    says: [{ id: 'usr_new01' }],
  },
  'lists no more than asked': { ask: 'GET /v1/user?limit=101', status: 422, says: 'VALIDATION_ERROR' },
  'lists for a word that is none': {
    ask: 'GET /v1/user?active_only=1',
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'answers an account': {
    before: [[`POST /users/${JANE}/deactivate`, { transfer_resources_to_department_id: 'dept_eng001' }]],
    ask: `GET /v1/user/${JANE}`,
    who: 'johnsmith',
    status: 200,
    says: { id: JANE, username: 'janedoe', is_active: false, current_organization_id: 'org_xyz789' },
  },
  'answers an account by address': {
    ask: 'GET /v1/user/email/JANE%40example.com',
    status: 200,
    says: { id: JANE },
  },
  'answers none of a stranger': { ask: 'GET /v1/user/usr_none', status: 404, says: 'USER_NOT_FOUND' },
  'answers none of a strange address': {
    ask: 'GET /v1/user/email/x@example.com',
    status: 404,
    says: 'USER_NOT_FOUND',
  },
  'answers none of an address that is no text': {
    ask: 'GET /v1/user/email/%E0%A4%A',
    status: 404,
    says: 'USER_NOT_FOUND',
  },
  'answers who one is': {
    ask: 'GET /v1/user/current',
    who: 'janedoe',
    status: 200,
    says: { id: JANE, email: 'jane@example.com', username: 'janedoe', full_name: 'Jane Doe' },
  },
  'answers the own profile': {
    ask: 'GET /v1/user/profile',
    who: 'zoe',
    status: 200,
    says: { id: 'usr_zoe01', first_name: 'Zoë', last_name: 'Müller-Łuczak' },
  },
  greets: { ask: 'GET /v1/user/welcomedetails', status: 200, says: { name: 'Example', logo: null } },
  'knows no device of the permanent token': { ask: 'GET /v1/user/devices', status: 200, says: [] },

  'changes the own profile, which everything shows': {
    ask: PROFILE,
    body: {
      full_name: 'Jane Mary Roe',
      username: 'jane.roe',
      birthday: '1990-02-28',
      timezone: 'Europe/Zurich',
    },
    who: 'janedoe',
    status: 200,
    says: {
      success: true,
      profile: { id: JANE, first_name: 'Jane', last_name: 'Mary Roe', birthday: '1990-02-28' },
    },
    shown: [
      [`GET /users/${JANE}`, { full_name: 'Jane Mary Roe', username: 'jane.roe' }],
      [`GET /v1/user/${JANE}`, { timezone: 'Europe/Zurich' }],
      ['POST /users', { total_users_count: 1 }, { search_term: 'mary roe' }],
      [
        'GET /audit-log',
        {
          items: [
            {
              action_type: 'updated',
              actor_id: JANE,
              target_id: JANE,
              previous_value: { username: 'janedoe', birthday: null },
              new_value: { username: 'jane.roe', birthday: '1990-02-28' },
            },
          ],
        },
      ],
    ],
  },
  'makes a full name of its parts': {
    ask: PROFILE,
    body: { first_name: 'Jane Mary' },
    who: 'janedoe',
    status: 200,
    says: { profile: { full_name: 'Jane Mary Doe', first_name: 'Jane Mary', last_name: 'Doe' } },
  },
  'empties a field': {
    before: [[PROFILE, { gender: 'x', full_name: 'Ada B. Admin' }]],
    ask: PROFILE,
    body: { gender: null },
    status: 200,
    says: { profile: { gender: null, full_name: 'Ada B. Admin', last_name: 'B. Admin' } },
  },
  'keeps the own user name': { ask: PROFILE, body: { username: 'ada' }, status: 200 },
  'takes no user name of another': {
    ask: PROFILE,
    body: { username: 'omar' },
    status: 409,
    says: 'USERNAME_TAKEN',
  },
  'takes no user name that another took': {
    before: [[PROFILE, { username: 'boss' }]],
    ask: PROFILE,
    body: { username: 'boss' },
    who: 'omar',
    status: 409,
    says: 'USERNAME_TAKEN',
  },
  'takes no user name of a former member': {
    before: [['DELETE /users/usr_zoe01/delete']],
    ask: PROFILE,
    body: { username: 'zoe' },
    status: 409,
    says: 'USERNAME_TAKEN',
  },
  'takes a user name that is free again': {
    before: [[PROFILE, { username: 'boss' }]],
    ask: PROFILE,
    body: { username: 'ada' },
    who: 'omar',
    status: 200,
  },
  'changes no address': refused({ email: 'x@example.com' }),
  'changes nothing': refused({}),
  'changes no role': refused({ role_ids: ['role_owner'] }),
  'takes no short user name': refused({ username: 'ab' }),
  'takes no user name in capitals': refused({ username: 'Ada' }),
  'takes no long user name': refused({ username: 'a'.repeat(101) }),
  'takes no long name': refused({ last_name: 'a'.repeat(256) }),
  'takes no empty name': refused({ full_name: ' ' }),
  'takes no long gender': refused({ gender: 'a'.repeat(51) }),
  'takes no long time zone': refused({ timezone: 'a'.repeat(101) }),
  'takes no long post code': refused({ post_code: '1'.repeat(21) }),
  'takes no birthday to come': refused({ birthday: '2025-12-23' }),
  'takes no day that is none': refused({ birthday: '1990-02-30' }),
  'takes no day in words': refused({ birthday: 'yesterday' }),
  'takes no other country': refused({ country_id: 'CH' }),
  'takes no number': refused({ full_name: 7 }),

  'deletes the own account': {
    ask: `DELETE /v1/user/${JANE}`,
    who: 'janedoe',
    status: 200,
    says: { success: true, user_id: JANE },
    shown: [
      [`GET /users/${JANE}`, 'USER_NOT_FOUND'],
      [
        'POST /v1/auth/dev-login',
        'INVALID_CREDENTIALS',
        { email_or_username: 'janedoe', password: 'sandbox-password' },
      ],
      ['GET /audit-log', { items: [{ action_type: 'deleted', actor_id: JANE, target_id: JANE }] }],
    ],
  },
  'deletes no account of another': {
    ask: `DELETE /v1/user/${JANE}`,
    status: 403,
    says: { error: { code: 'INSUFFICIENT_PERMISSIONS', type: 'authorization_error', details: {} } },
    shown: [[`GET /users/${JANE}`, { user_id: JANE }]],
  },
  'deletes no account of a stranger': {
    ask: 'DELETE /v1/user/usr_none',
    status: 404,
    says: { error: { code: 'USER_NOT_FOUND', type: 'client_error', details: {} } },
  },
  'deletes not the last owner': {
    ask: 'DELETE /v1/user/usr_admin01',
    status: 403,
    says: 'CANNOT_REMOVE_LAST_OWNER',
  },
};

describe('accounts', () => {
  it.each(Object.entries(CASES))('%s', (_, one) => runCase(one));

  it('show the devices of whom they belong to, and no other', async () => {
    const sandbox = await openSandbox();
    const { token, refresh } = await signIn(sandbox);
    await devToken(sandbox, 'omar');
    sandbox.clock.advance(60_000);
    const { body } = await sandbox.call('GET /v1/user/devices', undefined, token);
    expect(body).toEqual([
      {
        device_id: expect.stringMatching(/^dev_/),
        device_name: null,
        platform: null,
        location: null,
        last_used_at: '2025-12-22T15:30:00Z',
      },
    ]);
    await renew(sandbox, refresh);
    expect((await sandbox.call('GET /v1/user/devices', undefined, token)).body).toMatchObject([
      { last_used_at: '2025-12-22T15:31:00Z' },
    ]);
  });

  it('open nothing of the organization when they are deleted, until they are restored', async () => {
    const sandbox = await openSandbox();
    const { token } = await signIn(sandbox);
    await sandbox.call(`DELETE /v1/user/${JANE}`, undefined, token);
    for (const line of ['POST /users', 'GET /invitation?user_id=usr_x', 'GET /roles'] as const) {
      const body = line.startsWith('GET') ? undefined : {};
      expect(told(await sandbox.call(line, body, token))).toEqual([403, 'NO_ORGANIZATION_MEMBERSHIP']);
    }
    expect(told(await me(sandbox, token))).toEqual([404, 'USER_NOT_FOUND']);
    expect((await sandbox.call(`POST /users/${JANE}/restore`)).status).toBe(204);
    expect((await sandbox.call('GET /roles', undefined, token)).status).toBe(200);
  });

  it('sign in under a changed user name', async () => {
    const sandbox = await openSandbox();
    await sandbox.call(PROFILE, { username: 'boss' });
    expect((await me(sandbox, await devToken(sandbox, 'boss'))).body).toMatchObject({ id: 'usr_admin01' });
    expect(await devToken(sandbox, 'ada')).toBe('undefined');
  });
});

const LOGIN = 'POST /v1/auth/dev-login';
const ADA = { email_or_username: 'ada@example.com', password: 'sandbox-password' };

describe('signing in without a code', () => {
  it('gives tokens that are renewed as others are', async () => {
    const sandbox = await openSandbox();
    const { status, body } = await sandbox.call(LOGIN, { ...ADA, device_information: { name: 'x' } }, 'none');
    expect([status, body]).toEqual([
      200,
      {
        refresh_token: expect.any(String),
        access_token: expect.any(String),
        token_type: 'bearer',
        expires_in: 3600,
        device_id: expect.stringMatching(/^dev_/),
        user: { id: 'usr_admin01', email: 'ada@example.com', username: 'ada', full_name: 'Ada Admin' },
      },
    ]);
    expect((await me(sandbox, body['access_token'])).body).toMatchObject({ id: 'usr_admin01' });
    expect((await renew(sandbox, body['refresh_token'])).status).toBe(200);
  });

  it.each([
    ['without a password', { email_or_username: 'ada' }, 422, 'VALIDATION_ERROR'],
    ['with an empty one', { ...ADA, password: '' }, 422, 'VALIDATION_ERROR'],
    ['with another', { ...ADA, password: 'x' }, 401, 'INVALID_CREDENTIALS'],
    ['without a name', { password: 'sandbox-password' }, 422, 'VALIDATION_ERROR'],
    ['for a stranger', { ...ADA, email_or_username: 'x@example.com' }, 401, 'INVALID_CREDENTIALS'],
    ['for somebody deactivated', { ...ADA, email_or_username: 'lena' }, 403, 'ACCESS_DENIED'],
    ['with an unknown field', { ...ADA, code: 1234 }, 422, 'VALIDATION_ERROR'],
    ['with a device that is a word', { ...ADA, device_information: 'x' }, 422, 'VALIDATION_ERROR'],
    ['with a device that is a list', { ...ADA, device_information: [] }, 422, 'VALIDATION_ERROR'],
  ])('gives none %s', async (_, body, status, code) => {
    const { call } = await openSandbox();
    const answer = await call(LOGIN, body, 'none');
    expect(told(answer)).toEqual([status, code]);
    expect(answer.text).not.toContain('token');
  });
});

describe('without a token', () => {
  it.each([
    'GET /v1/user',
    'GET /v1/user/current',
    'GET /v1/user/devices',
    'GET /v1/user/email/jane@example.com',
    'GET /v1/user/profile',
    'PATCH /v1/user/profile',
    'GET /v1/user/welcomedetails',
    'GET /v1/user/usr_abc123',
    'DELETE /v1/user/usr_admin01',
    'GET /invitation?user_id=usr_abc123',
    'POST /invite-user',
    'POST /users/delete-bulk',
    'POST /users/change-status-bulk',
    'POST /users/export-csv',
    'GET /users/status-summary',
    'PUT /users/usr_zoe01',
    'DELETE /users/usr_zoe01/delete',
    'POST /users/usr_zoe01/restore',
    'POST /users/usr_zoe01/resend-invitation',
  ] as const)('%s is refused', async (line) => {
    const { call } = await openSandbox();
    const body = line.startsWith('GET') ? undefined : {};
    expect(told(await call(line, body, 'none'))).toEqual([401, 'TOKEN_INVALID']);
  });
});
