import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { CREDENTIAL_VARIABLES } from '../secrets/environment.ts';
import { bareToken, tokenFlaw } from '../secrets/token-text.ts';
import type { Environment } from '../system/environment.ts';
import { expiresAt } from './jwt.ts';
import type { Session } from './stored-session.ts';

type CredentialSource = 'AITRONOS_ACCESS_TOKEN' | 'AITRONOS_API_KEY' | 'stored' | 'sandbox';

export interface Credential {
  readonly kind: 'access_token' | 'api_key';
  readonly secret: string;
  readonly source: CredentialSource;
  /** Milliseconds since 1970; null where it is not known. */
  readonly expires_at: number | null;
  /** The session of a stored credential; null for all others. */
  readonly session: Session | null;
}

/** The variable that brings the credential of a call; undefined where none does. */
export const credentialVariable = (
  env: Environment['env'],
): (typeof CREDENTIAL_VARIABLES)[number] | undefined => CREDENTIAL_VARIABLES.find((name) => env[name]);

/**
 * The credential of the environment, without the line end that a file leaves; null where there is none.
 * Throws `CliError` (exit 4) for text that cannot be a token.
 */
export function environmentCredential(env: Environment['env']): Credential | null {
  const source = credentialVariable(env);
  const text = source && env[source];
  if (!source || !text) return null;
  const secret = bareToken(text);
  const kind = source === 'AITRONOS_API_KEY' ? 'api_key' : 'access_token';
  return checkSecret({ kind, secret, source, expires_at: expiresAt(secret), session: null });
}

/**
 * The stored session as the credential for a call to `apiUrl`. Throws `CliError` (exit 4): its token is
 * malformed, or belongs to another origin.
 */
export function sessionCredential(session: Session, apiUrl: string): Credential {
  const origin = new URL(apiUrl).origin;
  if (session.origin !== origin) {
    const message = `the stored access token belongs to ${session.origin} and is not sent to ${origin}`;
    throw new CliError('OTHER_ORIGIN', EXIT.signIn, message, otherOriginHint(session.origin, origin));
  }
  const { access_token: secret, expires_at } = session;
  const end = expires_at === null ? null : Date.parse(expires_at);
  return checkSecret({ kind: 'access_token', secret, source: 'stored', expires_at: end, session });
}

function checkSecret(credential: Credential): Credential {
  const flaw = tokenFlaw(credential.secret);
  if (flaw === null) return credential;
  const isStored = credential.source === 'stored';
  const place = isStored ? 'the stored access token' : credential.source;
  const cure = isStored
    ? 'copy the whole token and nothing else, and store it again: `aitronos auth login`'
    : `copy the whole token and nothing else into ${place}, or unset it`;
  throw new CliError('BAD_ACCESS_TOKEN', EXIT.signIn, `${place} has ${flaw}; nothing was sent`, cure);
}

const otherOriginHint = (stored: string, called: string): string =>
  [
    `to use it where it belongs: --api-url ${stored}`,
    `to sign in at ${called}: \`aitronos auth login\`, with another --profile to keep both`,
    '`aitronos config list` shows where the address comes from',
  ].join('\n');

export const SIGN_IN = 'sign in: `aitronos auth login`, or set AITRONOS_ACCESS_TOKEN';
