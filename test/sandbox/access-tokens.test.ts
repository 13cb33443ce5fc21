import { describe, expect, it } from 'vitest';
import { EXPIRED, INVALID, me, signIn, told } from './sign-in.ts';
import { openSandbox } from './world.ts';

describe('an access token', () => {
  it('has three parts, says whose it is, and lasts an hour', async () => {
    const sandbox = await openSandbox();
    const { token } = await signIn(sandbox);
    const [header = '', payload = ''] = token.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const iat = sandbox.clock.now() / 1_000;
    expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(payload)).toMatchObject({ sub: 'usr_abc123', iat, exp: iat + 3_600, scope: 'user' });
    sandbox.clock.advance(3_599_999);
    expect((await me(sandbox, token)).body['id']).toBe('usr_abc123');
    sandbox.clock.advance(1);
    expect(told(await me(sandbox, token))).toEqual(EXPIRED);
    expect((await me(sandbox, sandbox.access_token)).status).toBe(200);
  });

  it('lasts as long as it is told to', async () => {
    const sandbox = await openSandbox({ token_ttl_s: 2 });
    const { token } = await signIn(sandbox);
    sandbox.clock.advance(2_000);
    expect(told(await me(sandbox, token))).toEqual(EXPIRED);
  });

  it('counts only as it was made', async () => {
    const sandbox = await openSandbox();
    const { token } = await signIn(sandbox);
    const [header, , signature] = token.split('.');
    const forged = Buffer.from('{"sub":"usr_admin01","exp":9999999999}').toString('base64url');
    for (const other of [`${header}.${forged}.${signature}`, `${token}x`, `${token}.x`, '..']) {
      expect(told(await me(sandbox, other))).toEqual(INVALID);
    }
  });

  it('is valid or not, which is no error', async () => {
    const sandbox = await openSandbox({ token_ttl_s: 60 });
    const { token } = await signIn(sandbox);
    const valid = async (authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization };
      const { status, text } = await sandbox.send('/v1/auth/validate', { headers });
      return [status, text];
    };
    const not = (error: string) => [200, `{"is_valid":false,"error":"${error}","requires_reconnect":true}`];
    expect(await valid(`Bearer ${token}`)).toEqual([
      200,
      '{"is_valid":true,"error":null,"requires_reconnect":null}',
    ]);
    sandbox.clock.advance(60_000);
    expect(await valid(`Bearer ${token}`)).toEqual(not('TOKEN_EXPIRED'));
    expect(await valid('Bearer x')).toEqual(not('TOKEN_INVALID'));
    expect(await valid()).toEqual(not('AUTHENTICATION_REQUIRED'));
  });
});
