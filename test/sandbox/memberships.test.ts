import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resetSandbox } from '../../src/sandbox/state/events/reset.ts';
import { openSandbox, tempFolder } from './world.ts';

const MEMBERSHIPS = 'PATCH /users/usr_zoe01/memberships';
const BOTH = { role_ids: ['role_admin', 'role_billing_manager'], department_ids: ['dept_lab001'] };

describe('changing memberships', () => {
  it('replaces both lists, and everything shows it', async () => {
    const { call, user } = await openSandbox();
    const answer = await call(MEMBERSHIPS, BOTH);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { id: 'usr_zoe01', account_state: 'active', ...BOTH },
    ]);
    expect((await user('usr_zoe01')).body).toMatchObject({ role: { id: 'role_admin', name: 'Admin' } });
    expect((await call('GET /roles/role_billing_manager/members')).body).toEqual({
      members: [
        {
          user_id: 'usr_zoe01',
          full_name: 'Zoë Müller-Łuczak',
          email: 'zoe@example.com',
          account_state: 'active',
          avatar_url: null,
        },
      ],
      total: 1,
    });
    expect((await call('GET /roles/role_member/members')).text).not.toContain('usr_zoe01');
    expect((await call('GET /departments/dept_lab001/members')).text).toBe(
      '[{"user_id":"usr_zoe01","full_name":"Zoë Müller-Łuczak","email":"zoe@example.com","added_at":"2025-01-15T09:04:00Z"}]',
    );
    const counts = async (path: 'departments' | 'roles') => {
      const all: { id: string; member_count: number }[] = JSON.parse((await call(`GET /${path}`)).text);
      return Object.fromEntries(all.map(({ id, member_count }) => [id, member_count]));
    };
    expect(await counts('departments')).toMatchObject({ dept_lab001: 1, dept_sales001: 1 });
    expect(await counts('roles')).toMatchObject({ role_admin: 2, role_billing_manager: 1, role_member: 4 });
    const { body } = await call('POST /users', { role_id: 'role_billing_manager' });
    expect(body).toMatchObject({
      users: [{ user_id: 'usr_zoe01', role: { id: 'role_admin', name: 'Admin' } }],
    });
  });

  it('takes everything away with empty lists, and lasts through a deactivation', async () => {
    const { call, deactivate, reactivate } = await openSandbox();
    await call(MEMBERSHIPS, { role_ids: [], department_ids: [] });
    await deactivate('usr_zoe01');
    expect((await reactivate('usr_zoe01')).body).toMatchObject({ role_ids: [], department_ids: [] });
    expect((await call('POST /users', { search_term: 'zoë' })).body).toMatchObject({
      users: [{ role: null }],
    });
  });

  it('is one line of the log, beside which older lines still count', async () => {
    const folder = await tempFolder();
    const old =
      '{"at":"2025-12-22T15:30:00.000Z","user_id":"usr_zoe01","account_state":"deactivated",' +
      '"transferred_to_department_id":"dept_eng001"}';
    await resetSandbox(folder);
    await appendFile(join(folder, 'changes.jsonl'), `${old}\n`);
    const { call, close } = await openSandbox({ folder });
    await call(MEMBERSHIPS, BOTH);
    await close();
    const [, , line] = (await readFile(join(folder, 'changes.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(line ?? '')).toEqual({
      at: '2025-12-22T15:30:00.000Z',
      actor_id: 'usr_admin01',
      action: 'updated',
      user_id: 'usr_zoe01',
      account_state: 'deactivated',
      transferred_to_department_id: null,
      ...BOTH,
    });
    const next = await openSandbox({ folder });
    expect((await next.reactivate('usr_zoe01')).body).toMatchObject({ account_state: 'active', ...BOTH });
  });

  it.each([
    ['without the roles', { department_ids: [] }, 422, 'VALIDATION_ERROR'],
    ['without the departments', { role_ids: [] }, 422, 'VALIDATION_ERROR'],
    ['with a list that is none', { ...BOTH, role_ids: null }, 422, 'VALIDATION_ERROR'],
    ['with an unknown role', { ...BOTH, role_ids: ['role_none'] }, 404, 'ROLE_NOT_FOUND'],
    ['with an unknown department', { ...BOTH, department_ids: ['dept_none'] }, 404, 'DEPARTMENT_NOT_FOUND'],
  ])('is refused %s', async (_, body, status, code) => {
    const { call, user } = await openSandbox();
    const refused = await call(MEMBERSHIPS, body);
    expect([refused.status, refused.body.error?.code]).toEqual([status, code]);
    expect((await user('usr_zoe01')).body).toMatchObject({ role: { id: 'role_member' } });
  });

  it('leaves an owner', async () => {
    const { call, deactivate } = await openSandbox();
    const admin = 'PATCH /users/usr_admin01/memberships';
    const refused = await call(admin, BOTH);
    expect([refused.status, refused.body.error]).toMatchObject([
      422,
      {
        code: 'LAST_OWNER_CANNOT_BE_REMOVED',
        type: 'validation_error',
        details: { user_id: 'usr_admin01', role_id: 'role_owner', organization_id: 'org_xyz789' },
      },
    ]);
    await call(MEMBERSHIPS, { role_ids: ['role_owner'], department_ids: [] });
    expect((await call(admin, BOTH)).status).toBe(200);
    expect((await deactivate('usr_zoe01')).body.error?.code).toBe('CANNOT_REMOVE_LAST_OWNER');
  });
});

describe('what somebody may do', () => {
  it('is what the roles grant together, in the departments and all below them', async () => {
    const { call } = await openSandbox();
    expect((await call('GET /users/usr_abc123/effective-permissions')).body).toEqual({
      user_id: 'usr_abc123',
      capabilities: ['manage_users', 'invite_users', 'deactivate_users', 'remove_users', 'view_audit_log'],
      department_scope: ['dept_eng001', 'dept_be001'],
      role_ids: ['role_admin1'],
      resolved_at: '2025-12-22T15:30:00Z',
    });
    const roles = ['role_department_manager', 'role_billing_manager'];
    await call(MEMBERSHIPS, { role_ids: roles, department_ids: ['dept_be001'] });
    expect((await call('GET /users/usr_zoe01/effective-permissions')).body).toMatchObject({
      capabilities: ['invite_users', 'manage_departments', 'create_subdepartments', 'manage_billing'],
      department_scope: ['dept_be001'],
    });
  });

  it('is everything, everywhere, for an owner, and nothing for a member', async () => {
    const { call } = await openSandbox();
    const owner = (await call('GET /users/usr_admin01/effective-permissions')).body;
    expect(owner).toMatchObject({ department_scope: 'global' });
    expect(owner['capabilities']).toHaveLength(14);
    const member = await call('GET /users/usr_new01/effective-permissions');
    expect(member.body).toMatchObject({ capabilities: [], department_scope: ['dept_support001'] });
  });
});
