import { CliError, EXIT } from '../errors.ts';
import { isToken } from '../values.ts';
import type { Contents } from './files.ts';

/** Where the credential of a call came from. */
export type CredentialSource = 'AITRONOS_ACCESS_TOKEN' | 'AITRONOS_API_KEY' | 'stored' | 'sandbox';

/** What the program shows the API to say who is asking. */
export interface Credential {
  readonly kind: 'access_token' | 'api_key';
  readonly secret: string;
  readonly source: CredentialSource;
}

/** A credential as `credentials.json` keeps it. */
export interface StoredCredential {
  readonly access_token: string;
  /** The API address it was stored for; it is never sent to another origin. */
  readonly origin: string;
  readonly stored_at: string;
}

/**
 * The credential for a call to `apiUrl`: `AITRONOS_ACCESS_TOKEN`, then `AITRONOS_API_KEY`, then what is stored for the profile.
 * Throws `CliError` (exit 4): there is none, it cannot be a token, or it belongs to another origin.
 */
export function findCredential(
  env: Readonly<Record<string, string | undefined>>,
  stored: StoredCredential | null,
  profile: string,
  apiUrl: string,
): Credential {
  const token = env['AITRONOS_ACCESS_TOKEN'];
  if (token) return checked({ kind: 'access_token', secret: token, source: 'AITRONOS_ACCESS_TOKEN' });
  const key = env['AITRONOS_API_KEY'];
  if (key) return checked({ kind: 'api_key', secret: key, source: 'AITRONOS_API_KEY' });
  if (!stored) {
    throw refuse(
      'NOT_SIGNED_IN',
      `no access token: none in the environment, none stored for profile ${profile}`,
    );
  }
  const origin = new URL(apiUrl).origin;
  if (stored.origin !== origin) {
    const message = `the stored access token belongs to ${stored.origin} and is not sent to ${origin}`;
    throw refuse('OTHER_ORIGIN', message);
  }
  return checked({ kind: 'access_token', secret: stored.access_token, source: 'stored' });
}

function checked(credential: Credential): Credential {
  if (isToken(credential.secret)) return credential;
  const place = credential.source === 'stored' ? 'the stored access token' : credential.source;
  const what = 'has white space, control characters or letters that no token has';
  throw refuse('BAD_ACCESS_TOKEN', `${place} ${what}; nothing was sent`);
}

function refuse(code: string, message: string): CliError {
  return new CliError(
    code,
    EXIT.signIn,
    message,
    'sign in: `aitronos auth login`, or set AITRONOS_ACCESS_TOKEN',
  );
}

/** What is stored for a profile, or null. */
export function storedCredential({ profiles }: Contents, profile: string): StoredCredential | null {
  const kept = profiles[profile];
  if (!kept || typeof kept['access_token'] !== 'string' || typeof kept['origin'] !== 'string') return null;
  const { access_token, origin } = kept;
  return { access_token, origin, stored_at: String(kept['stored_at'] ?? '') };
}

/** When a token ends, in milliseconds since 1970, read from its own `exp` without checking it; null when it does not say. */
export function expiresAt(token: string): number | null {
  const { exp } = claims(token);
  return typeof exp === 'number' ? exp * 1000 : null;
}

/** Whose token it is (`usr_…`), read from its own `sub` without checking it; null when it does not say. */
export function subjectOf(token: string): string | null {
  const { sub } = claims(token);
  return typeof sub === 'string' && sub.startsWith('usr_') ? sub : null;
}

/** What a token says of itself; nothing when it is none that can be read. */
function claims(token: string): { readonly exp?: unknown; readonly sub?: unknown } {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return {};
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}
