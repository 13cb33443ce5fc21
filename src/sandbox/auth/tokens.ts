import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What an access token says. Times in seconds since 1970. `sid` and `jti` are our choice: whose session it is, and that no two tokens are alike. */
export interface Claims {
  readonly sub: string;
  readonly exp: number;
  readonly iat: number;
  readonly scope: string;
  readonly sid: string;
  readonly jti: string;
}

// Whoever has the program has the key: it keeps tokens from being mixed up, not from being forged.
const KEY = 'sandbox';
const HEADER = encoded({ alg: 'HS256', typ: 'JWT' });

/**
 * A token in the form of the example of https://docs.aitronos.com/docs/api-reference/authentication/login/refresh,
 * good for `life_s` seconds from `now` (ms since 1970).
 */
export function accessToken(user_id: string, session_id: string, now: number, life_s: number): string {
  const iat = Math.floor(now / 1_000);
  const jti = randomId('');
  const claims: Claims = { sub: user_id, exp: iat + life_s, iat, scope: 'user', sid: session_id, jti };
  const content = `${HEADER}.${encoded(claims)}`;
  return `${content}.${signature(content)}`;
}

/** What a token says, or null when the sandbox did not make it. Whether it has expired is not looked at. */
export function claimsOf(token: string): Claims | null {
  const [header = '', payload = '', sign = '', more] = token.split('.');
  if (more !== undefined || !isEqual(sign, signature(`${header}.${payload}`))) return null;
  try {
    const claims: Partial<Claims> | null = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const { sub, sid, exp } = claims ?? {};
    const whole = typeof sub === 'string' && typeof sid === 'string' && typeof exp === 'number';
    return whole ? (claims as Claims) : null;
  } catch {
    // Anybody can sign anything: the key is no secret.
    return null;
  }
}

/** Something that nobody can guess, after its prefix. */
export const randomId = (prefix: string): string => `${prefix}${randomBytes(12).toString('hex')}`;

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const signature = (content: string): string => createHmac('sha256', KEY).update(content).digest('base64url');

function isEqual(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}
