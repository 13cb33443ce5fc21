import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ORGANIZATION, openSandbox } from './world.ts';

const documented = (name: string) =>
  JSON.parse(readFileSync(new URL(`../data/api/${name}`, import.meta.url), 'utf8'));

describe('deactivating', () => {
  it('answers the documented body, byte for byte', async () => {
    const { deactivate } = await openSandbox();
    const answer = await deactivate('usr_abc123');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.text).toBe(JSON.stringify(documented('deactivate-200.json')));
  });

  it('answers the documented error when repeated, byte for byte but for the trace id', async () => {
    const { deactivate } = await openSandbox();
    await deactivate('usr_abc123');
    const answer = await deactivate('usr_abc123');
    const expected = documented('deactivate-422.json');
    expected.error.trace_id = answer.headers.get('x-request-id');
    expect(answer.status).toBe(422);
    expect(answer.text).toBe(JSON.stringify(expected));
  });

  it('tells the time of the clock in an error', async () => {
    const { deactivate, clock } = await openSandbox();
    clock.advance(90_500);
    const { body } = await deactivate('usr_left01');
    expect(body.error).toMatchObject({ timestamp: '2025-12-22T15:31:30Z' });
  });

  it('can be undone, and only once', async () => {
    const { deactivate, reactivate, user } = await openSandbox();
    const before = await user('usr_zoe01');
    await deactivate('usr_zoe01');
    expect((await user('usr_zoe01')).body.status?.name).toBe('Inactive');
    const back = await reactivate('usr_zoe01');
    expect([back.status, back.body.account_state]).toEqual([200, 'active']);
    expect({ ...(await user('usr_zoe01')).body, last_modified_at: null }).toEqual({
      ...before.body,
      last_modified_at: null,
    });
    const again = await reactivate('usr_zoe01');
    expect(again.status).toBe(422);
    expect(again.body.error).toMatchObject({
      code: 'USER_NOT_DEACTIVATED',
      message: 'This user account is not deactivated.',
      system_message: 'this user account is not deactivated.',
      type: 'client_error',
      details: { user_id: 'usr_zoe01' },
    });
  });
});

describe('a deactivation is refused', () => {
  const send = async (path: string, body: string | null, headers: Record<string, string> = {}) => {
    const sandbox = await openSandbox();
    const answer = await sandbox.send(`/v1/organizations/${path}/deactivate`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sandbox-access-token',
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
    return { ...answer.body.error, is: answer.status };
  };
  const to = (department: unknown) => JSON.stringify({ transfer_resources_to_department_id: department });

  it('in an organization the caller does not belong to', async () => {
    expect(await send('org_other/users/usr_abc123', to('dept_eng001'))).toMatchObject({
      is: 403,
      code: 'ORGANIZATION_ACCESS_DENIED',
      type: 'authorization_error',
      details: { organization_id: 'org_other' },
    });
  });

  it.each(['usr_nobody', 'usr_000001', 'usr_0000001'])('for the unknown user %s', async (user_id) => {
    expect(await send(`org_xyz789/users/${user_id}`, to('dept_eng001'))).toMatchObject({
      is: 404,
      code: 'USER_NOT_FOUND',
      details: { user_id },
    });
  });

  it.each([
    ['no body', null, 'body'],
    ['a body that is not JSON', '{"transfer', 'body'],
    ['a body that is no object', '[]', 'body'],
    ['a body without the department', '{}', 'transfer_resources_to_department_id'],
    ['a department that is no string', to(7), 'transfer_resources_to_department_id'],
    ['an empty department', to(''), 'transfer_resources_to_department_id'],
  ])('with %s', async (_, body, field) => {
    expect(await send('org_xyz789/users/usr_abc123', body)).toMatchObject({
      is: 422,
      code: 'VALIDATION_ERROR',
      type: 'validation_error',
      details: { field },
    });
  });

  it('with a body that says it is no JSON', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send('org_xyz789/users/usr_abc123', to('dept_eng001'), headers)).toMatchObject({
      is: 422,
      code: 'VALIDATION_ERROR',
    });
  });

  it('for an unknown department', async () => {
    expect(await send('org_xyz789/users/usr_abc123', to('dept_none'))).toMatchObject({
      is: 404,
      code: 'DEPARTMENT_NOT_FOUND',
      details: { department_id: 'dept_none' },
    });
  });

  it('for the caller', async () => {
    expect(await send('org_xyz789/users/usr_admin01', to('dept_eng001'))).toMatchObject({
      is: 403,
      code: 'OPERATION_NOT_ALLOWED',
      type: 'authorization_error',
    });
  });

  it('for the last owner, whoever asks', async () => {
    const { send, user, api_key } = await openSandbox();
    const answer = await send(`${ORGANIZATION}/users/usr_admin01/deactivate`, {
      method: 'POST',
      headers: { 'x-api-key': api_key, 'content-type': 'application/json' },
      body: to('dept_eng001'),
    });
    expect([answer.status, answer.body.error?.code]).toEqual([403, 'CANNOT_REMOVE_LAST_OWNER']);
    expect((await user('usr_admin01')).body.status?.name).toBe('Active');
  });

  it('with the first thing that is wrong: organization, user, body, department, state', async () => {
    const codes = [
      await send('org_other/users/usr_nobody', null),
      await send('org_xyz789/users/usr_nobody', null),
      await send('org_xyz789/users/usr_left01', null),
      await send('org_xyz789/users/usr_left01', to('dept_none')),
      await send('org_xyz789/users/usr_left01', to('dept_eng001')),
    ].map(({ code }) => code);
    expect(codes).toEqual([
      'ORGANIZATION_ACCESS_DENIED',
      'USER_NOT_FOUND',
      'VALIDATION_ERROR',
      'DEPARTMENT_NOT_FOUND',
      'USER_ALREADY_DEACTIVATED',
    ]);
  });
});
