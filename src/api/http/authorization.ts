import { AitronosError, isUnauthorized } from '../../errors/api-errors.ts';
import { bareToken, tokenFlaw } from '../../secrets/token-text.ts';

/** An access token that may be replaced between requests. An error that its functions throw ends the request. */
export interface Bearer {
  /** The token for the next attempt. */
  token(): string | Promise<string>;
  /**
   * Called when the API answered that the token has expired (401 `TOKEN_EXPIRED`); resolves to true when
   * there is a new one.
   */
  expired(token: string): Promise<boolean>;
}

export type Headers = Readonly<Record<string, string>>;

/**
 * The headers that authenticate a request, computed for each attempt. See
 * docs/decisions/2026-11-25-header-per-attempt.md.
 */
export interface Authorization {
  headers(): Headers | Promise<Headers>;
  /**
   * Called after a 401 `TOKEN_EXPIRED`; resolves to true when the request may be sent again with new headers.
   * Absent for credentials that cannot be refreshed.
   */
  readonly refresh?: ((headers: Headers) => Promise<boolean>) | undefined;
}

/** For the endpoints of signing in, which take no credential. */
export const NOBODY: Authorization = { headers: () => ({}) };

const BEARER = 'Bearer ';

/** Authenticates with an access token or an API key. Throws `AitronosError`: `NO_ACCESS_TOKEN`, `BAD_ACCESS_TOKEN`. */
export function authorization({
  accessToken,
  apiKey,
}: {
  readonly accessToken?: string | Bearer | undefined;
  readonly apiKey?: string | undefined;
}): Authorization {
  if (isBearer(accessToken)) return bearerAuthorization(accessToken);
  const secret = checkSecret(accessToken || apiKey);
  const headers: Headers = accessToken ? { authorization: BEARER + secret } : { 'x-api-key': secret };
  return { headers: () => headers };
}

/** A caller's JavaScript may give anything. */
const isBearer = (value: string | Bearer | undefined): value is Bearer =>
  typeof value === 'object' && typeof value?.token === 'function';

function bearerAuthorization(bearer: Bearer): Authorization {
  if (typeof bearer.expired !== 'function')
    throw new AitronosError(
      'BAD_ACCESS_TOKEN',
      'accessToken: an object with token() has to have expired() too',
    );
  return {
    headers: async () => ({ authorization: BEARER + checkSecret(await bearer.token()) }),
    refresh: ({ authorization = '' }) => bearer.expired(authorization.slice(BEARER.length)),
  };
}

/** The secret without the single line end that files add. Throws for characters that a header cannot carry. */
function checkSecret(text: unknown): string {
  if (typeof (text ?? '') !== 'string')
    throw new AitronosError(
      'BAD_ACCESS_TOKEN',
      `the access token or API key: expected text, got ${typeof text}`,
    );
  const secret = bareToken(String(text ?? ''));
  if (!secret) throw new AitronosError('NO_ACCESS_TOKEN', 'an accessToken or an apiKey is needed');
  const flaw = tokenFlaw(secret);
  if (flaw === null) return secret;
  throw new AitronosError('BAD_ACCESS_TOKEN', `the access token or API key has ${flaw}`);
}

/**
 * True when the API answers that a token was valid and has expired.
 * https://docs.aitronos.com/docs/api-reference/error-codes
 */
export const isExpired = (error: unknown): boolean => isUnauthorized(error) && error.code === 'TOKEN_EXPIRED';
