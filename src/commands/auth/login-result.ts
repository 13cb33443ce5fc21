import { expiresAt, subjectOf } from '../../auth/jwt.ts';
import { isoTime, type SessionFacts, type SessionSecrets } from '../../auth/stored-session.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { bareTokenOf, tokenFlaw } from '../../secrets/token-text.ts';
import type { SignedInUser } from './signed-in.ts';

/** The result of signing in, the same for every way to sign in. */
export type LoginResult = SessionSecrets &
  Pick<SessionFacts, 'expires_at' | 'user_id' | 'email'> & {
    /** True when the API has just handed out the tokens; false when they were given to this program unchecked. */
    readonly checked: boolean;
    /** Asks the API about the user of the token; absent where the API is not to be asked. */
    readonly whoIs?: () => Promise<SignedInUser>;
  };

/** Parses the access token from stdin. Throws `CliError` (exit 4) for any other text. */
export const parseToken = (bytes: Buffer): LoginResult =>
  pastedLoginResult(bareTokenOf(bytes), null, 'auth login --with-token < token.txt');

/** Parses the access token and the refresh token, on a line each. Throws `CliError` (exit 4) for any other text. */
export function parseTwoTokens(bytes: Buffer): LoginResult {
  const again = 'auth login --refresh-token-stdin < two-lines.txt';
  const lines = bareTokenOf(bytes).split(/\r\n|\n|\r/);
  const [access_token = '', refresh_token, ...more] = lines;
  if (refresh_token === undefined || more.length > 0) {
    throw badTokenError('expected two lines on stdin: the access token, then the refresh token', again);
  }
  return pastedLoginResult(access_token, checkToken(refresh_token, 'refresh token', again), again);
}

/**
 * The login result for tokens obtained elsewhere. The API is not asked, so only the claims of the access
 * token are known. `again`: what is typed to do the same once more.
 * See docs/decisions/2026-11-25-login-with-token-offline.md.
 */
export function pastedLoginResult(
  token: string,
  refresh_token: string | null = null,
  again = 'auth login',
): LoginResult {
  const access_token = checkToken(token, 'access token', again);
  const expires_at = isoTime(expiresAt(access_token));
  const user_id = subjectOf(access_token);
  return { access_token, refresh_token, expires_at, user_id, email: null, checked: false };
}

function checkToken(token: string, kind: string, again: string): string {
  const flaw = tokenFlaw(token);
  if (flaw === null) return token;
  throw badTokenError(token === '' ? `no ${kind} was given` : `the ${kind} has ${flaw}`, again);
}

const badTokenError = (what: string, again: string) =>
  new CliError(
    'BAD_ACCESS_TOKEN',
    EXIT.signIn,
    `${what}: nothing was stored`,
    `copy the whole token and nothing else, and sign in again: \`aitronos ${again}\``,
  );
