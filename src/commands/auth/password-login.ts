import { expiryOf } from '../../auth/expiry.ts';
import { subjectOf } from '../../auth/jwt.ts';
import { signIn } from '../../auth/sign-in.ts';
import type { Context } from '../../cli/context.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { readValue } from '../../settings/precedence.ts';
import { email as parseEmail } from '../../validation/names.ts';
import type { LoginResult } from './login-result.ts';
import { readSignedInUser } from './signed-in.ts';

/** Signs in with e-mail, password and the code sent by e-mail; asks for each value that is not given. */
export async function loginWithPassword(context: Context, given: string | null): Promise<LoginResult> {
  const { clock, signal } = context.environment;
  const ask = await context.questions('give tokens on stdin: --with-token or --refresh-token-stdin');
  const email =
    given ?? readValue('e-mail', parseEmail, await ask.text('E-mail address'), 'the same command asks again');
  const password = await ask.secret('Password');
  if (password === '') throw new CliError('NO_PASSWORD', EXIT.signIn, 'no password was given', AGAIN);
  context.secrets.add(password);
  const { auth } = await context.apiAs(context.need('api-url'), null);
  const tokens = await signIn({ auth, ask, email, password, signal });
  const { access_token, refresh_token, expires_in } = tokens;
  context.secrets.add(access_token, refresh_token);
  const expires_at = expiryOf(access_token, expires_in, clock.now());
  return {
    access_token,
    refresh_token,
    expires_at,
    user_id: tokens.user_id ?? subjectOf(access_token),
    email: tokens.email ?? email,
    checked: true,
    whoIs: () => readSignedInUser(context, access_token),
  };
}

const AGAIN = 'run the same command again; `aitronos auth login --with-token` does without a password';
