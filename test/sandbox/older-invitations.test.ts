import { describe, expect, it } from 'vitest';
import { type Case, devToken, runCase } from './cases.ts';
import { openSandbox } from './world.ts';

const NORA = { email: 'Nora@example.org', role_id: 'role_member' };
const INVITED = ['POST /invite-user', NORA] as const;
const USER = 'usr_inv000001';
const SENT = { created_at: '2025-12-22T15:30:00Z', expires_at: '2025-12-29T15:30:00Z' };

const CASES: Readonly<Record<string, Case>> = {
  'invites into one role': {
    ask: 'POST /invite-user',
    body: NORA,
    status: 201,
    says: { invitation_id: 'inv_inv000001', ...NORA, user_id: USER, invitation_link: null },
    shown: [
      ['POST /users', { users: [{ user_id: USER, status: { name: 'Pending' } }] }, { search_term: 'nora' }],
      ['GET /roles/role_member/members', USER],
      ['GET /audit-log', { items: [{ action_type: 'invited', target_id: USER }], total: 1 }],
    ],
  },
  'answers a link when no e-mail is sent': {
    ask: 'POST /invite-user',
    body: { ...NORA, send_invitation: false },
    status: 201,
    says: { invitation_link: `https://chat.sandbox.invalid/invitations/${USER}` },
  },
  'answers a key, by the other page': {
    ask: 'POST /invite-user',
    body: NORA,
    shape: 'members',
    status: 201,
    says: { invitation_key: USER, is_new_user: true, user_id: USER, expires_at: SENT.expires_at },
  },
  'knows who has an account, by the other page': {
    before: [['DELETE /users/usr_zoe01/delete']],
    ask: 'POST /invite-user',
    body: { ...NORA, email: 'ZOE@example.com' },
    shape: 'members',
    status: 201,
    says: { is_new_user: false, user_id: 'usr_zoe01' },
  },
  'invites no member': {
    ask: 'POST /invite-user',
    body: { ...NORA, email: 'jane@example.com' },
    status: 409,
    says: 'USER_ALREADY_MEMBER',
  },
  'invites without a role': {
    ask: 'POST /invite-user',
    body: { email: 'n@example.org' },
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'invites into no unknown role': {
    ask: 'POST /invite-user',
    body: { ...NORA, role_id: 'role_none' },
    status: 404,
    says: 'ROLE_NOT_FOUND',
  },
  'invites no address that is none': {
    ask: 'POST /invite-user',
    body: { ...NORA, email: 'nora' },
    status: 422,
    says: 'VALIDATION_ERROR',
  },
  'grants nothing beyond the own': {
    ask: 'POST /invite-user',
    body: { ...NORA, role_id: 'role_owner' },
    who: 'omar',
    status: 403,
    says: 'INSUFFICIENT_PERMISSIONS',
    shown: [['GET /audit-log', { total: 0 }]],
  },
  'finds an invitation by address': {
    before: [INVITED],
    ask: 'GET /invitation?email=nora@EXAMPLE.org',
    who: 'johnsmith',
    status: 200,
    says: {
      invitation_id: 'inv_inv000001',
      email: 'Nora@example.org',
      user_id: USER,
      role_id: 'role_member',
      invitation_link: `https://chat.sandbox.invalid/invitations/${USER}`,
      ...SENT,
    },
  },
  'finds one by user': { before: [INVITED], ask: `GET /invitation?user_id=${USER}`, status: 200, says: SENT },
  'finds one by its id': {
    before: [INVITED],
    ask: 'GET /invitation?invitation_id=inv_inv000001',
    status: 200,
    says: { user_id: USER },
  },
  'finds none by an id of another kind': {
    before: [INVITED],
    ask: `GET /invitation?invitation_id=${USER}`,
    status: 404,
    says: 'INVITATION_NOT_FOUND',
  },
  'finds none of a member': {
    ask: 'GET /invitation?user_id=usr_abc123',
    status: 404,
    says: 'INVITATION_NOT_FOUND',
  },
  'finds none of somebody removed': {
    before: [INVITED, [`DELETE /users/${USER}`, { confirm: true }]],
    ask: 'GET /invitation?email=nora@example.org',
    status: 404,
    says: 'INVITATION_NOT_FOUND',
  },
  'finds none by nothing': { ask: 'GET /invitation', status: 400, says: 'VALIDATION_ERROR' },
  'finds none by nothing but a name': {
    ask: 'GET /invitation?email=',
    status: 400,
    says: 'VALIDATION_ERROR',
  },
  'finds none by two': {
    before: [INVITED],
    ask: `GET /invitation?email=nora@example.org&user_id=${USER}`,
    status: 400,
    says: 'VALIDATION_ERROR',
  },
  'sends again': {
    before: [INVITED],
    ask: `POST /users/${USER}/resend-invitation`,
    status: 204,
    says: '',
    shown: [['GET /audit-log?action_type=invited', { total: 2 }]],
  },
  'says that it sent again, by the other page': {
    before: [INVITED],
    ask: `POST /users/${USER}/resend-invitation`,
    shape: 'members',
    status: 200,
    says: { success: true },
  },
  'sends nothing to a member': {
    ask: 'POST /users/usr_zoe01/resend-invitation',
    status: 422,
    says: 'USER_NOT_INVITED',
  },
  'sends nothing to a stranger': {
    ask: 'POST /users/usr_none/resend-invitation',
    status: 404,
    says: 'USER_NOT_FOUND',
  },
};

describe('the older invitations', () => {
  it.each(Object.entries(CASES))('%s', (_, one) => runCase(one));

  it('last a week from when they were sent last', async () => {
    const { call, clock } = await openSandbox();
    await call(...INVITED);
    clock.advance(3 * 24 * 60 * 60_000);
    await call(`POST /users/${USER}/resend-invitation`);
    expect((await call(`GET /invitation?user_id=${USER}`)).body).toMatchObject({
      created_at: SENT.created_at,
      expires_at: '2026-01-01T15:30:00Z',
    });
    expect((await call(`GET /users/${USER}`)).body).toMatchObject({ created_at: SENT.created_at });
  });

  it('number the next user anew', async () => {
    const sandbox = await openSandbox();
    await sandbox.call(...INVITED);
    const token = await devToken(sandbox, 'janedoe');
    const { body } = await sandbox.call('POST /invite-user', { ...NORA, email: 'o@example.org' }, token);
    expect(body).toMatchObject({ user_id: 'usr_inv000002' });
  });
});
