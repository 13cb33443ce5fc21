import { describe, expect, it } from 'vitest';
import { openSandbox, tempFolder } from './world.ts';

const INVITE = 'POST /users/invite/v2';
const NORA = {
  email: 'Nora@example.org',
  full_name: 'Nora New',
  role_ids: ['role_member'],
  department_ids: ['dept_be001', 'dept_be001'],
};

describe('inviting somebody', () => {
  it('answers the new user, whom everything shows then', async () => {
    const { call, user } = await openSandbox();
    const invited = await call(INVITE, NORA);
    expect([invited.status, invited.text]).toEqual([
      201,
      '{"id":"usr_inv000001","full_name":"Nora New","email":"Nora@example.org","user_name":null,"account_state":"invited",' +
        '"role_ids":["role_member"],"department_ids":["dept_be001"],"organization_id":"org_xyz789",' +
        '"invitation_link":null,"invited_at":"2025-12-22T15:30:00Z","deactivated_at":null}',
    ]);
    const pending = { user_id: 'usr_inv000001', status: { name: 'Pending' } };
    expect((await user('usr_inv000001')).body).toMatchObject(pending);
    const { body } = await call('POST /users', { search_term: 'NORA@' });
    expect(body).toMatchObject({
      total_users_count: 1,
      users: [
        {
          id: 'orguser_inv000001',
          user_id: 'usr_inv000001',
          status: { id: 'status_pending', name: 'Pending', selectable_in_ui: true },
          joined_at: null,
          created_at: '2025-12-22T15:30:00Z',
        },
      ],
    });
    expect((await call('GET /roles/role_member/members')).text).toContain('usr_inv000001');
    expect((await call('GET /departments/dept_be001/members')).text).toContain('usr_inv000001');
    expect((await call('GET /departments/dept_be001')).body).toMatchObject({ member_count: 3 });
  });

  it('needs no more than an address, and gives a link when no e-mail is sent', async () => {
    const { call } = await openSandbox();
    const { body } = await call(INVITE, { email: 'a@example.org', send_invitation: false, full_name: null });
    expect(body).toMatchObject({
      full_name: null,
      role_ids: [],
      department_ids: [],
      invitation_link: 'https://chat.sandbox.invalid/invitations/usr_inv000001',
    });
  });

  it('brings somebody back who was removed, as whom they were', async () => {
    const { call } = await openSandbox();
    await call('DELETE /users/usr_abc123', { confirm: true });
    const { status, body } = await call(INVITE, { email: 'JANE@example.com', full_name: 'Jane Roe' });
    expect([status, body]).toMatchObject([
      201,
      { id: 'usr_abc123', full_name: 'Jane Doe', email: 'jane@example.com', role_ids: [] },
    ]);
    await call(INVITE, NORA);
    await call('DELETE /users/usr_inv000002', { confirm: true });
    expect((await call(INVITE, NORA)).body).toMatchObject({ id: 'usr_inv000002', account_state: 'invited' });
  });

  it('is kept for the next server, and by two of them at once', async () => {
    const folder = await tempFolder();
    const [one, other] = [await openSandbox({ folder }), await openSandbox({ folder })];
    const emails = Array.from({ length: 10 }, (_, index) => `p${index}@example.org`);
    const answers = await Promise.all(
      emails.flatMap((email) => [one.call(INVITE, { email }), other.call(INVITE, { email })]),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const third = await openSandbox({ folder });
    const { body } = await third.call('POST /users', { search_term: '@example.org' });
    expect(body).toMatchObject({ total_users_count: 10 });
  });

  it('can be undone and done again by deactivating', async () => {
    const { call, deactivate, reactivate } = await openSandbox();
    await call(INVITE, { email: 'a@example.org' });
    expect((await reactivate('usr_inv000001')).body.error?.code).toBe('USER_NOT_DEACTIVATED');
    expect((await deactivate('usr_inv000001')).body.account_state).toBe('deactivated');
    expect((await reactivate('usr_inv000001')).body.account_state).toBe('active');
  });
});

describe('an invitation is refused', () => {
  it.each([
    ['without an address', {}, 422, 'VALIDATION_ERROR'],
    ['with an address that is none', { email: 'nora' }, 422, 'VALIDATION_ERROR'],
    ['with a long name', { ...NORA, full_name: 'x'.repeat(256) }, 422, 'VALIDATION_ERROR'],
    ['with roles that are no list', { ...NORA, role_ids: 'role_member' }, 422, 'VALIDATION_ERROR'],
    ['with ids that are no text', { ...NORA, department_ids: [1] }, 422, 'VALIDATION_ERROR'],
    ['with a flag that is none', { ...NORA, send_invitation: 'no' }, 422, 'VALIDATION_ERROR'],
    ['with a message that is no text', { ...NORA, custom_message: {} }, 422, 'VALIDATION_ERROR'],
    ['into an unknown role', { ...NORA, role_ids: ['role_none'] }, 404, 'ROLE_NOT_FOUND'],
    ['into an unknown department', { ...NORA, department_ids: ['dept_none'] }, 404, 'DEPARTMENT_NOT_FOUND'],
    ['for a member', { email: 'Jane@Example.com' }, 409, 'USER_ALREADY_MEMBER'],
  ])('%s', async (_, body, status, code) => {
    const { call } = await openSandbox();
    const refused = await call(INVITE, body);
    expect([refused.status, refused.body.error?.code]).toEqual([status, code]);
    expect((await call('POST /users', {})).body).toMatchObject({ total_users_count: 8 });
  });

  it('when it is repeated', async () => {
    const { call } = await openSandbox({ users: 20 });
    await call(INVITE, NORA);
    expect((await call(INVITE, { email: 'nora@EXAMPLE.org' })).status).toBe(409);
    expect((await call(INVITE, { email: 'bea.abel.2@example.com' })).status).toBe(409);
    expect((await call(INVITE, { ...NORA, full_name: 'é'.repeat(255), email: 'x@y' })).status).toBe(201);
  });
});
