import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resetSandbox } from '../../src/sandbox/state/events/reset.ts';
import { type OpenSandbox, openSandbox, tempFolder } from './world.ts';

type Line = Parameters<OpenSandbox['call']>[0];
type Step = readonly [line: Line, body: object | null, status: number, told: string | object | null];

/** Sends the steps one after the other; of an answer a code is told, or fields. */
async function take(sandbox: OpenSandbox, steps: readonly Step[]): Promise<void> {
  for (const [line, body, status, told] of steps) {
    const answer = await sandbox.call(line, body ?? undefined);
    expect([line, answer.status, answer.text]).toEqual([line, status, answer.text]);
    if (typeof told === 'string') expect([line, answer.body.error?.code]).toEqual([line, told]);
    else if (told !== null) expect(answer.body).toMatchObject(told);
  }
}

const idOf = async (sandbox: OpenSandbox, list: 'departments' | 'roles', name: string): Promise<string> => {
  const all: { id: string; name: string }[] = JSON.parse((await sandbox.call(`GET /${list}`)).text);
  return all.find((one) => one.name === name)?.id ?? '';
};

const AUDITOR = { name: 'Auditor', capabilities: ['view_audit_log'] };

// What each case does, from the first data on.
const CASES: readonly [string, readonly Step[]][] = [
  [
    'a department is created at the top',
    [
      [
        'POST /departments',
        { name: 'Legal', description: 'Contracts' },
        201,
        {
          id: 'dept_000001',
          name: 'Legal',
          description: 'Contracts',
          parent_id: null,
          path: '/dept_000001',
          depth: 0,
          organization_id: 'org_xyz789',
          member_count: 0,
          is_active: true,
          is_default: false,
          color: null,
          created_by: 'usr_admin01',
          created_at: '2025-12-22T15:30:00Z',
        },
      ],
      ['GET /departments/dept_000001', null, 200, { name: 'Legal' }],
    ],
  ],
  [
    'a department is created below another, and ids come once',
    [
      [
        'POST /departments',
        { name: 'Data', parent_id: 'dept_be001' },
        201,
        { path: '/dept_eng001/dept_be001/dept_000001', depth: 2 },
      ],
      ['DELETE /departments/dept_000001', null, 204, null],
      ['POST /departments', { name: 'Data', parent_id: null }, 201, { id: 'dept_000002', depth: 0 }],
    ],
  ],
  [
    'a department is refused',
    [
      ['POST /departments', {}, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: '' }, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: ' ' }, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: null }, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: 'x'.repeat(256) }, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: 'A', parent_id: 7 }, 422, 'VALIDATION_ERROR'],
      ['POST /departments', { name: 'A', parent_id: 'dept_none' }, 404, 'DEPARTMENT_NOT_FOUND'],
      ['POST /departments', { name: 'Sales' }, 409, 'DEPARTMENT_NAME_TAKEN'],
      ['POST /departments', { name: 'x'.repeat(255) }, 201, null],
    ],
  ],
  [
    'a department is changed in part',
    [
      ['PATCH /departments/dept_eng001', { name: 'Research' }, 200, { description: 'Builds the product' }],
      ['PATCH /departments/dept_eng001', { description: null }, 200, { name: 'Research', description: null }],
      ['PATCH /departments/dept_eng001', { name: 'Research' }, 200, { name: 'Research' }],
      ['PATCH /departments/dept_eng001', { name: 'Sales' }, 409, 'DEPARTMENT_NAME_TAKEN'],
      ['PATCH /departments/dept_eng001', { name: '' }, 422, 'VALIDATION_ERROR'],
      ['PATCH /departments/dept_none', { name: 'A' }, 404, 'DEPARTMENT_NOT_FOUND'],
    ],
  ],
  [
    'a department moves with all below it, and never below itself',
    [
      [
        'POST /departments/dept_eng001/reparent',
        { new_parent_id: 'dept_sales001' },
        200,
        { path: '/dept_sales001/dept_eng001', depth: 1 },
      ],
      ['GET /departments/dept_be001', null, 200, { path: '/dept_sales001/dept_eng001/dept_be001', depth: 2 }],
      ['POST /departments/dept_sales001/reparent', { new_parent_id: 'dept_be001' }, 422, 'DEPARTMENT_CYCLE'],
      ['POST /departments/dept_be001/reparent', { new_parent_id: 'dept_be001' }, 422, 'DEPARTMENT_CYCLE'],
      [
        'POST /departments/dept_eng001/reparent',
        { new_parent_id: null },
        200,
        { path: '/dept_eng001', depth: 0 },
      ],
      ['POST /departments/dept_eng001/reparent', {}, 422, 'VALIDATION_ERROR'],
      ['POST /departments/dept_eng001/reparent', { new_parent_id: 'dept_none' }, 404, 'DEPARTMENT_NOT_FOUND'],
    ],
  ],
  [
    'a department is deleted when nothing is below it and nobody in it',
    [
      ['DELETE /departments/dept_eng001', null, 422, 'DEPARTMENT_HAS_CHILDREN'],
      ['DELETE /departments/dept_sales001', null, 422, 'DEPARTMENT_HAS_MEMBERS'],
      ['DELETE /departments/dept_lab001', null, 204, null],
      ['DELETE /departments/dept_lab001', null, 404, 'DEPARTMENT_NOT_FOUND'],
      ['GET /departments/dept_lab001', null, 404, 'DEPARTMENT_NOT_FOUND'],
      ['POST /departments', { name: 'Laboratory' }, 201, null],
      [
        'POST /users/usr_zoe01/deactivate',
        { transfer_resources_to_department_id: 'dept_lab001' },
        404,
        'DEPARTMENT_NOT_FOUND',
      ],
    ],
  ],
  [
    'somebody comes into a department and leaves it',
    [
      [
        'POST /departments/dept_lab001/members',
        { user_id: 'usr_zoe01' },
        201,
        {
          user_id: 'usr_zoe01',
          full_name: 'Zoë Müller-Łuczak',
          email: 'zoe@example.com',
          added_at: '2025-12-22T15:30:00Z',
        },
      ],
      ['GET /departments/dept_lab001', null, 200, { member_count: 1 }],
      ['GET /departments/dept_lab001/members', null, 200, [{ added_at: '2025-12-22T15:30:00Z' }]],
      ['GET /departments/dept_sales001', null, 200, { member_count: 2 }],
      ['POST /departments/dept_lab001/members', { user_id: 'usr_zoe01' }, 409, 'USER_ALREADY_IN_DEPARTMENT'],
      ['DELETE /departments/dept_lab001/members/usr_zoe01', null, 204, null],
      ['DELETE /departments/dept_lab001/members/usr_zoe01', null, 404, 'DEPARTMENT_MEMBER_NOT_FOUND'],
      ['POST /departments/dept_lab001/members', { user_id: 'usr_nobody' }, 404, 'USER_NOT_FOUND'],
      ['POST /departments/dept_lab001/members', {}, 422, 'VALIDATION_ERROR'],
      ['POST /departments/dept_none/members', { user_id: 'usr_zoe01' }, 404, 'DEPARTMENT_NOT_FOUND'],
    ],
  ],
  [
    'a role is created, assigned, taken away and deleted',
    [
      [
        'POST /roles',
        AUDITOR,
        201,
        {
          id: 'role_000001',
          ...AUDITOR,
          description: null,
          is_base_role: false,
          is_custom: true,
          is_system_role: false,
          member_count: 0,
          organization_id: 'org_xyz789',
          created_at: '2025-12-22T15:30:00Z',
        },
      ],
      [
        'POST /roles/role_000001/members',
        { user_id: 'usr_zoe01' },
        201,
        {
          id: 'urol_zoe01_000001',
          user_id: 'usr_zoe01',
          role_id: 'role_000001',
          organization_id: 'org_xyz789',
          assigned_at: '2025-12-22T15:30:00+00:00',
        },
      ],
      ['POST /roles/role_000001/members', { user_id: 'usr_zoe01' }, 409, 'ROLE_ALREADY_ASSIGNED'],
      ['GET /users/usr_zoe01/effective-permissions', null, 200, { capabilities: ['view_audit_log'] }],
      ['DELETE /roles/role_000001', null, 409, 'ROLE_HAS_MEMBERS'],
      ['DELETE /roles/role_000001/members/usr_zoe01', null, 204, null],
      ['DELETE /roles/role_000001/members/usr_zoe01', null, 404, 'ROLE_ASSIGNMENT_NOT_FOUND'],
      ['DELETE /roles/role_000001', null, 204, null],
      ['GET /roles/role_000001', null, 404, 'ROLE_NOT_FOUND'],
      ['POST /roles', AUDITOR, 201, { id: 'role_000002' }],
    ],
  ],
  [
    'a role is changed, effective at once',
    [
      [
        'PATCH /roles/role_admin1',
        { name: 'Helpers', description: 'Answer', capabilities: ['invite_users'] },
        200,
        { name: 'Helpers', description: 'Answer', capabilities: ['invite_users'], member_count: 1 },
      ],
      ['GET /users/usr_abc123/effective-permissions', null, 200, { capabilities: ['invite_users'] }],
      ['GET /users/usr_abc123', null, 200, { role: { id: 'role_admin1', name: 'Helpers' } }],
    ],
  ],
  [
    'a role is refused',
    [
      ['POST /roles', { ...AUDITOR, name: 'Owner' }, 409, 'ROLE_NAME_TAKEN'],
      ['POST /roles', { ...AUDITOR, name: 'x'.repeat(101) }, 422, 'VALIDATION_ERROR'],
      ['POST /roles', { ...AUDITOR, description: 'x'.repeat(501) }, 422, 'VALIDATION_ERROR'],
      ['POST /roles', { name: 'A' }, 422, 'VALIDATION_ERROR'],
      ['POST /roles', { name: 'A', capabilities: [] }, 422, 'VALIDATION_ERROR'],
      ['POST /roles', { name: 'A', capabilities: ['fly'] }, 422, 'VALIDATION_ERROR'],
      ['POST /roles', { capabilities: ['view_audit_log'] }, 422, 'VALIDATION_ERROR'],
      ['PATCH /roles/role_member', { name: 'A' }, 403, 'SYSTEM_ROLE_IMMUTABLE'],
      ['PATCH /roles/role_none', { name: 'A' }, 404, 'ROLE_NOT_FOUND'],
      ['DELETE /roles/role_owner', null, 403, 'SYSTEM_ROLE_IMMUTABLE'],
      ['DELETE /roles/role_none', null, 404, 'ROLE_NOT_FOUND'],
      ['POST /roles/role_none/members', { user_id: 'usr_zoe01' }, 404, 'ROLE_NOT_FOUND'],
      ['POST /roles/role_admin/members', { user_id: 'usr_nobody' }, 404, 'USER_NOT_FOUND'],
      ['DELETE /roles/role_owner/members/usr_admin01', null, 422, 'LAST_OWNER_CANNOT_BE_REMOVED'],
    ],
  ],
];

describe('in the sandbox', () => {
  it.each(CASES)('%s', async (_, steps) => take(await openSandbox(), steps));

  it('a refusal of a system role and of the last owner have the documented types and details', async () => {
    const { call } = await openSandbox();
    expect((await call('DELETE /roles/role_owner')).body.error).toMatchObject({
      type: 'client_error',
      details: { role_id: 'role_owner', role_name: 'Owner' },
    });
    expect((await call('DELETE /roles/role_owner/members/usr_admin01')).body.error).toMatchObject({
      type: 'validation_error',
      details: { user_id: 'usr_admin01', role_id: 'role_owner', organization_id: 'org_xyz789' },
    });
    expect((await call('DELETE /departments/dept_eng001')).body.error).toMatchObject({
      type: 'client_error',
      system_message: 'Department has children',
      details: { department_id: 'dept_eng001' },
    });
  });

  it('every key that a role may grant is listed', async () => {
    const { call } = await openSandbox();
    const keys: { key: string; label: string; group: string }[] = JSON.parse(
      (await call('GET /v1/capabilities')).text,
    );
    expect(keys).toHaveLength(14);
    expect(keys[2]).toEqual({
      key: 'deactivate_users',
      label: 'Deactivate users',
      description: null,
      group: 'users',
    });
  });
});

describe('changed departments and roles', () => {
  it('are in the log of changes, which the next server reads, and a reset forgets', async () => {
    const folder = await tempFolder();
    const one = await openSandbox({ folder });
    await take(one, [
      ['POST /departments', { name: 'Legal' }, 201, null],
      ['POST /roles', AUDITOR, 201, null],
      ['POST /departments/dept_000001/members', { user_id: 'usr_zoe01' }, 201, null],
      ['DELETE /departments/dept_lab001', null, 204, null],
    ]);
    await one.close();
    const [, ...lines] = (await readFile(join(folder, 'changes.jsonl'), 'utf8')).trimEnd().split('\n');
    const made = { at: '2025-12-22T15:30:00.000Z', actor_id: 'usr_admin01' };
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        ...made,
        kind: 'department',
        action: 'created',
        department_id: 'dept_000001',
        name: 'Legal',
        description: null,
        parent_id: null,
      },
      { ...made, kind: 'role', action: 'created', role_id: 'role_000001', ...AUDITOR },
      {
        ...made,
        action: 'membership_added',
        user_id: 'usr_zoe01',
        account_state: 'active',
        transferred_to_department_id: null,
        department_id: 'dept_000001',
        department_ids: ['dept_sales001', 'dept_000001'],
      },
      { ...made, kind: 'department', action: 'deleted', department_id: 'dept_lab001' },
    ]);
    const next = await openSandbox({ folder });
    expect(await idOf(next, 'roles', 'Auditor')).toBe('role_000001');
    expect((await next.call('GET /departments/dept_000001')).body).toMatchObject({ member_count: 1 });
    await resetSandbox(folder);
    expect(await idOf(next, 'roles', 'Auditor')).toBe('');
    expect(await idOf(next, 'departments', 'Laboratory')).toBe('dept_lab001');
  });

  it('are made once, whatever two servers do at the same time', async () => {
    const folder = await tempFolder();
    const servers = [await openSandbox({ folder }), await openSandbox({ folder })];
    const names = ['A', 'B', 'C', 'D', 'E'];
    const answers = await Promise.all(
      names.flatMap((name) => servers.map(({ call }) => call('POST /departments', { name }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...names.map(() => 201),
      ...names.map(() => 409),
    ]);
    const created = answers.filter(({ status }) => status === 201).map(({ body }) => body['id']);
    expect(new Set(created).size).toBe(5);
  });

  it.each([
    [
      '{"at":"2025-12-22T15:30:00.000Z","kind":"invoice","id":"1"}',
      /kind of change that is not known here: invoice/,
    ],
    ['{"at":"2025-12-22T15:30:00.000Z","kind":null}', /kind of change that is not known here: null/],
    ['{"at":"2025-12-22T15:30:00.000Z","kind":"role","action":"created"}', /not a line of the sandbox's log/],
    ['[]', /not a line of the sandbox's log/],
    ['null', /not a line of the sandbox's log/],
  ])('are not read from the line %s', async (line, said) => {
    const folder = await tempFolder();
    const { call } = await openSandbox({ folder });
    await appendFile(join(folder, 'changes.jsonl'), `${line}\n`);
    const { status, body } = await call('GET /departments');
    expect([status, body.error?.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    expect(body.error).toMatchObject({ system_message: expect.stringMatching(said) });
  });
});
