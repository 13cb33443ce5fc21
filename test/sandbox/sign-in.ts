import type { Answer, OpenSandbox } from './world.ts';

export const EXPIRED = [401, 'TOKEN_EXPIRED'];
export const INVALID = [401, 'TOKEN_INVALID'];

/** What an answer says in short. */
export const told = ({ status, body }: Answer) => [status, body.error?.code];

/** The tokens of Jane Doe. */
export async function signIn({
  call,
}: OpenSandbox): Promise<{ readonly token: string; readonly refresh: string }> {
  const { body } = await call('POST /v1/auth/login', {
    email_or_username: 'jane@example.com',
    password: 'sandbox-password',
  });
  const code = { email_key: body['email_key'], verification_code: 1234 };
  const { token, refreshToken } = (await call('POST /v1/auth/verify', code)).body;
  return { token: String(token), refresh: String(refreshToken) };
}

export const me = ({ call }: OpenSandbox, token: unknown) =>
  call('GET /v1/user/me', undefined, String(token));

export const renew = ({ call }: OpenSandbox, refresh_token: unknown) =>
  call('POST /v1/auth/refresh', { refresh_token }, 'none');
