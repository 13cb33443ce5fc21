import { AitronosError, ApiError } from '../../errors/api-errors.ts';
import { tokenFlaw, withoutLineEnd } from '../../validation/token-text.ts';

/** An access token that is replaced while requests go on. What its functions throw ends the request that asked. */
export interface Bearer {
  /** The token for the next attempt. */
  token(): string | Promise<string>;
  /** Hears that the API called a token expired (401 `TOKEN_EXPIRED`); true when there is another one now. */
  expired(token: string): Promise<boolean>;
}

export type Headers = Readonly<Record<string, string>>;

/** Says who asks, anew for each attempt. See docs/decisions/2026-11-25-header-per-attempt.md. */
export interface Authorization {
  headers(): Headers | Promise<Headers>;
  /** Asked after a 401 `TOKEN_EXPIRED`: true when the same request may be sent again with other headers. Absent where nothing can change. */
  readonly refresh?: ((headers: Headers) => Promise<boolean>) | undefined;
}

/** For the endpoints through which somebody signs in. */
export const NOBODY: Authorization = { headers: () => ({}) };

const BEARER = 'Bearer ';

/** Who asks. Throws `AitronosError`: `NO_ACCESS_TOKEN`, `BAD_ACCESS_TOKEN`. */
export function authorization({
  accessToken,
  apiKey,
}: {
  readonly accessToken?: string | Bearer | undefined;
  readonly apiKey?: string | undefined;
}): Authorization {
  if (typeof accessToken === 'object') return replaceable(accessToken);
  const secret = checked(accessToken || apiKey);
  const headers: Headers = accessToken ? { authorization: BEARER + secret } : { 'x-api-key': secret };
  return { headers: () => headers };
}

const replaceable = (bearer: Bearer): Authorization => ({
  headers: async () => ({ authorization: BEARER + checked(await bearer.token()) }),
  refresh: ({ authorization = '' }) => bearer.expired(authorization.slice(BEARER.length)),
});

/** The secret as a header takes it, without the one line end that files leave. */
function checked(text = ''): string {
  const secret = withoutLineEnd(text);
  if (!secret) throw new AitronosError('NO_ACCESS_TOKEN', 'an accessToken or an apiKey is needed');
  const flaw = tokenFlaw(secret);
  if (flaw === null) return secret;
  throw new AitronosError('BAD_ACCESS_TOKEN', `the access token or API key has ${flaw}`);
}

/** True when the API says that a token was good, and is no longer. https://docs.aitronos.com/docs/api-reference/error-codes */
export function isExpired(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code === 'TOKEN_EXPIRED';
}
