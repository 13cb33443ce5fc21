import { expect, it } from 'vitest';
import { openSandbox } from './world.ts';

type Line = Parameters<Awaited<ReturnType<typeof openSandbox>>['call']>[0];

const TO = { transfer_resources_to_department_id: 'dept_eng001' };
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
