import { expect, it } from 'vitest';
import { openSandbox } from './world.ts';

type Line = Parameters<Awaited<ReturnType<typeof openSandbox>>['call']>[0];

const TO = { transfer_resources_to_department_id: 'dept_eng001' };
const ZOE = { user_id: 'usr_zoe01' };
const ROLE = { name: 'Auditor', capabilities: ['view_audit_log'] };
const BULK = { user_ids: ['usr_zoe01'], status_id: 'status_inactive' };
const INVITED = { email: 'n@example.com', role_id: 'role_member' };
const MEMBERSHIPS = { role_ids: ['role_member'], department_ids: [] };

// Each operation that wants a capability, and those of the named people who hold it; the owner holds all of them.
const NEEDED: readonly [
  capability: string,
  line: Line,
  body: object | undefined,
  holders: readonly string[],
][] = [
  ['deactivate_users', 'POST /users/usr_zoe01/deactivate', TO, ['ada', 'janedoe', 'omar']],
  ['deactivate_users', 'POST /users/usr_left01/reactivate', undefined, ['ada', 'janedoe', 'omar']],
  ['remove_users', 'DELETE /users/usr_zoe01', { confirm: true }, ['ada', 'janedoe', 'omar']],
  ['invite_users', 'POST /users/invite/v2', { email: 'n@example.com' }, ['ada', 'janedoe', 'omar']],
  ['manage_users', 'PATCH /users/usr_zoe01/memberships', MEMBERSHIPS, ['ada', 'janedoe', 'omar']],
  ['manage_departments', 'POST /departments', { name: 'Legal' }, ['ada', 'omar']],
  ['manage_departments', 'PATCH /departments/dept_lab001', { name: 'Legal' }, ['ada', 'omar']],
  [
    'reparent_departments',
    'POST /departments/dept_lab001/reparent',
    { new_parent_id: null },
    ['ada', 'omar'],
  ],
  ['manage_departments', 'DELETE /departments/dept_lab001', undefined, ['ada', 'omar']],
  ['manage_departments', 'POST /departments/dept_lab001/members', ZOE, ['ada', 'janedoe', 'omar']],
  [
    'manage_departments',
    'DELETE /departments/dept_sales001/members/usr_zoe01',
    undefined,
    ['ada', 'janedoe', 'omar'],
  ],
  ['manage_roles', 'POST /roles', ROLE, ['ada', 'omar']],
  ['manage_roles', 'PATCH /roles/role_admin1', { name: 'Helpers' }, ['ada', 'omar']],
  ['assign_roles', 'POST /roles/role_admin1/members', ZOE, ['ada', 'omar']],
  ['assign_roles', 'DELETE /roles/role_admin1/members/usr_abc123', undefined, ['ada', 'omar']],
  ['manage_users', 'PUT /users/usr_zoe01', { role_id: 'role_member' }, ['ada', 'janedoe', 'omar']],
  ['remove_users', 'DELETE /users/usr_zoe01/delete', undefined, ['ada', 'janedoe', 'omar']],
  ['remove_users', 'POST /users/delete-bulk', { user_ids: ['usr_zoe01'] }, ['ada', 'janedoe', 'omar']],
  ['deactivate_users', 'POST /users/change-status-bulk', BULK, ['ada', 'janedoe', 'omar']],
  ['manage_users', 'GET /users/status-summary', undefined, ['ada', 'janedoe', 'omar']],
  ['manage_users', 'POST /users/export-csv', undefined, ['ada', 'janedoe', 'omar']],
  ['invite_users', 'POST /invite-user', INVITED, ['ada', 'janedoe', 'omar']],
];

/** An access token of somebody who signed in. */
async function tokenOf({ call }: Awaited<ReturnType<typeof openSandbox>>, name: string): Promise<string> {
  const { body } = await call('POST /v1/auth/login', {
    email_or_username: name,
    password: 'sandbox-password',
  });
  const code = { email_key: body['email_key'], verification_code: 1234 };
  return String((await call('POST /v1/auth/verify', code)).body['token']);
}

it.each(
  NEEDED.flatMap((needed) => ['ada', 'janedoe', 'omar', 'johnsmith'].map((who) => [who, ...needed] as const)),
)('%s is asked for %s: %s', async (who, capability, line, body, holders) => {
  const sandbox = await openSandbox();
  const { status, body: answer } = await sandbox.call(line, body, await tokenOf(sandbox, who));
  if (holders.includes(who)) {
    expect(status).toBeLessThan(300);
    return;
  }
  expect([status, answer.error]).toMatchObject([
    403,
    {
      code: 'INSUFFICIENT_PERMISSIONS',
      type: 'authorization_error',
      details: { required_capability: capability },
    },
  ]);
});

// What only somebody with more capabilities may grant, by whom it is asked for and how.
it.each([
  [
    'janedoe',
    'PATCH /users/usr_zoe01/memberships',
    { role_ids: ['role_owner'], department_ids: [] },
    'manage_departments',
  ],
  [
    'janedoe',
    'POST /users/invite/v2',
    { email: 'n@example.com', role_ids: ['role_admin'] },
    'manage_departments',
  ],
  [
    'omar',
    'POST /roles',
    { name: 'All', capabilities: ['override_all_permissions'] },
    'override_all_permissions',
  ],
  [
    'omar',
    'PATCH /roles/role_admin1',
    { capabilities: ['override_all_permissions'] },
    'override_all_permissions',
  ],
  ['omar', 'POST /roles/role_owner/members', ZOE, 'override_all_permissions'],
] as const)('%s may not grant by %s what is not held: %j', async (who, line, body, required_capability) => {
  const sandbox = await openSandbox();
  const { status, body: answer } = await sandbox.call(line, body, await tokenOf(sandbox, who));
  expect([status, answer.error]).toMatchObject([
    403,
    { code: 'INSUFFICIENT_PERMISSIONS', details: { required_capability } },
  ]);
});

it.each(['restore', 'resend-invitation'])('a member may not %s', async (verb) => {
  const sandbox = await openSandbox();
  const answer = await sandbox.call(
    `POST /users/usr_left01/${verb}`,
    undefined,
    await tokenOf(sandbox, 'zoe'),
  );
  expect(answer.body.error?.code).toBe('INSUFFICIENT_PERMISSIONS');
});

it('keeps the roles that somebody has already, whoever may grant them', async () => {
  const sandbox = await openSandbox();
  const kept = { role_ids: ['role_admin'], department_ids: ['dept_lab001'] };
  const token = await tokenOf(sandbox, 'janedoe');
  expect((await sandbox.call('PATCH /users/usr_ops01/memberships', kept, token)).status).toBe(200);
});
