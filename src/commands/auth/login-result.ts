import { expiresAt, subjectOf } from '../../auth/jwt.ts';
import type { SessionFacts, SessionSecrets } from '../../auth/stored-session.ts';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { tokenFlaw, withoutLineEnd } from '../../validation/token-text.ts';

/** What signing in brings, whichever way it is done. */
export type LoginResult = SessionSecrets &
  Pick<SessionFacts, 'expires_at' | 'user_id' | 'email'> & {
    /** Asks the API whose token it is, where that can be asked; null when it does not say. */
    readonly whoIs?: () => Promise<string | null>;
  };

/** Tokens as stdin had them: one, or the access token and the refresh token on a line each. Throws `CliError` (exit 4) for anything else. */
export function parseLoginResult(bytes: Buffer, wanted: 'access token' | 'both tokens'): LoginResult {
  const text = withoutLineEnd(bytes.toString('utf8'));
  if (wanted === 'access token') return pastedLoginResult(text);
  const [access_token = '', refresh_token, ...more] = text.split(/\r\n|\n|\r/);
  if (refresh_token === undefined || more.length > 0) {
    throw refuse('two lines are wanted on stdin: the access token, then the refresh token');
  }
  return pastedLoginResult(access_token, checked(refresh_token, 'refresh token'));
}

/**
 * Tokens that were got elsewhere. The API is not asked: what the access token says of itself is all that is known.
 * See docs/decisions/2026-11-25-login-with-token-offline.md.
 */
export function pastedLoginResult(token: string, refresh_token: string | null = null): LoginResult {
  const access_token = checked(token, 'access token');
  const end = expiresAt(access_token);
  const expires_at = end === null ? null : new Date(end).toISOString();
  return { access_token, refresh_token, expires_at, user_id: subjectOf(access_token), email: null };
}

function checked(token: string, kind: string): string {
  const flaw = tokenFlaw(token);
  if (flaw === null) return token;
  throw refuse(token === '' ? `no ${kind} was given` : `the ${kind} has ${flaw}`);
}

const refuse = (what: string) => new CliError('BAD_ACCESS_TOKEN', EXIT.signIn, `${what}: nothing was stored`);
