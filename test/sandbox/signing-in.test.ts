import { describe, expect, it } from 'vitest';
import { told } from './sign-in.ts';
import { type OpenSandbox, openSandbox, tempFolder } from './world.ts';

const JANE = { email_or_username: 'jane@example.com', password: 'sandbox-password' };
const MINUTE_MS = 60_000;

const keyOf = async ({ call }: OpenSandbox) => (await call('POST /v1/auth/login', JANE)).body['email_key'];

describe('a password', () => {
  it('is answered with the key of a code that was sent', async () => {
    const { send } = await openSandbox();
    const { status, body } = await send('/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(JANE),
    });
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: 'A verification code was sent to your e-mail address.',
        email_key: expect.stringMatching(/^ek_[0-9a-f]{24}$/),
        email: 'jane@example.com',
        requires_verification: true,
        next_step: 'verify',
      },
    ]);
  });

  it('goes with a user name too, in any case', async () => {
    const { call } = await openSandbox();
    const { body } = await call('POST /v1/auth/login', { ...JANE, email_or_username: 'JaneDoe' });
    expect(body['email']).toBe('jane@example.com');
  });

  it.each([
    ['that is wrong', { ...JANE, password: 'wrong' }, 401, 'INVALID_CREDENTIALS'],
    ['of nobody', { ...JANE, email_or_username: 'nobody' }, 401, 'INVALID_CREDENTIALS'],
    ['of somebody deactivated', { ...JANE, email_or_username: 'lena' }, 403, 'ACCESS_DENIED'],
    ['without a name', { password: 'sandbox-password' }, 422, 'VALIDATION_ERROR'],
    ['without being there', { email_or_username: 'ada' }, 422, 'VALIDATION_ERROR'],
    ['beside an unknown field', { ...JANE, otp: 1 }, 422, 'VALIDATION_ERROR'],
  ])('%s is refused', async (_, body, status, code) => {
    const { call } = await openSandbox();
    expect(told(await call('POST /v1/auth/login', body))).toEqual([status, code]);
  });

  it('of somebody who was removed is refused', async () => {
    const { call } = await openSandbox();
    await call('DELETE /users/usr_abc123', { confirm: true });
    expect(told(await call('POST /v1/auth/login', JANE))).toEqual([401, 'INVALID_CREDENTIALS']);
  });
});

describe('a code', () => {
  const code = 'POST /v1/auth/verify';

  it('brings the tokens, once', async () => {
    const sandbox = await openSandbox();
    const email_key = await keyOf(sandbox);
    const device_info = { platform: 'test' };
    const body = { email_key, verification_code: 1234, is_register: false, device_info };
    const verified = await sandbox.call(code, body);
    expect([verified.status, Object.keys(verified.body)]).toEqual([200, ['token', 'refreshToken']]);
    const me = await sandbox.call('GET /v1/user/me', undefined, String(verified.body['token']));
    expect(me.body['id']).toBe('usr_abc123');
    expect(told(await sandbox.call(code, { email_key, verification_code: 1234 }))).toEqual([
      401,
      'INVALID_EMAIL_KEY',
    ]);
  });

  it('may be wrong twice, and its key is dead after the third time', async () => {
    const sandbox = await openSandbox();
    const answers = async (codes: readonly number[]) => {
      const email_key = await keyOf(sandbox);
      const all = [];
      for (const verification_code of codes) {
        all.push(told(await sandbox.call(code, { email_key, verification_code }))[1]);
      }
      return all;
    };
    const wrong = 'INVALID_VERIFICATION_CODE';
    expect(await answers([1, 12345, 1234])).toEqual([wrong, wrong, undefined]);
    expect(await answers([1, 2, 3, 1234])).toEqual([wrong, wrong, wrong, 'INVALID_EMAIL_KEY']);
  });

  it('counts for five minutes, and signing in again sends another one', async () => {
    const sandbox = await openSandbox();
    const email_key = await keyOf(sandbox);
    sandbox.clock.advance(5 * MINUTE_MS - 1);
    const other = await keyOf(sandbox);
    expect(other).not.toBe(email_key);
    sandbox.clock.advance(1);
    const verify = async (key: unknown) =>
      told(await sandbox.call(code, { email_key: key, verification_code: 1234 }));
    expect(await verify(email_key)).toEqual([401, 'VERIFICATION_CODE_EXPIRED']);
    expect(await verify(other)).toEqual([200, undefined]);
  });

  it.each([
    ['without its key', { verification_code: 1234 }],
    ['as text', { email_key: 'ek_1', verification_code: '1234' }],
    ['that is missing', { email_key: 'ek_1' }],
    ['with a device that is a word', { email_key: 'ek_1', verification_code: 1234, device_info: 'mine' }],
    ['beside an unknown field', { email_key: 'ek_1', verification_code: 1234, code: 1234 }],
  ])('%s is refused', async (_, body) => {
    const { call } = await openSandbox();
    expect(told(await call(code, body))).toEqual([422, 'VALIDATION_ERROR']);
  });

  it('is known to every server on the folder', async () => {
    const folder = await tempFolder();
    const [one, other] = [await openSandbox({ folder }), await openSandbox({ folder })];
    const body = { email_key: await keyOf(one), verification_code: 1234 };
    const answers = await Promise.all([one.call(code, body), other.call(code, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });
});
