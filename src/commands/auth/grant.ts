import { CliError, EXIT } from '../../errors.ts';
import { expiresAt, subjectOf } from '../../settings/claims.ts';
import type { SessionFacts, SessionSecrets } from '../../settings/stored-session.ts';
import { isToken } from '../../values.ts';

/** What signing in brings, whichever way it is done. */
export type Grant = SessionSecrets & Pick<SessionFacts, 'expires_at' | 'user_id' | 'email'>;

/** Tokens on stdin: one, or the access token and the refresh token on a line each. Throws `CliError` (exit 4) for anything else. */
export async function readGrant(
  stdin: AsyncIterable<string | Buffer>,
  wanted: 'access token' | 'both tokens',
): Promise<Grant> {
  const text = (await readAll(stdin)).replace(/\r?\n$/, '');
  if (wanted === 'access token') return pastedGrant(text);
  const [access_token = '', refresh_token, ...more] = text.split(/\r?\n/);
  if (refresh_token === undefined || more.length > 0) {
    throw refuse('two lines are wanted on stdin: the access token, then the refresh token');
  }
  return pastedGrant(access_token, checked(refresh_token, 'refresh token'));
}

/** Tokens that somebody got elsewhere; what the access token says of itself is all that is known. */
export function pastedGrant(token: string, refresh_token: string | null = null): Grant {
  const access_token = checked(token, 'access token');
  const end = expiresAt(access_token);
  const expires_at = end === null ? null : new Date(end).toISOString();
  return { access_token, refresh_token, expires_at, user_id: subjectOf(access_token), email: null };
}

function checked(token: string, kind: string): string {
  if (isToken(token)) return token;
  throw refuse(token === '' ? `no ${kind} was given` : `that cannot be an ${kind}`.replace('an r', 'a r'));
}

const refuse = (what: string) => new CliError('BAD_ACCESS_TOKEN', EXIT.signIn, `${what}: nothing was stored`);

async function readAll(stream: AsyncIterable<string | Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
