import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { orElse } from '../../or-else.ts';

/**
 * The claims of an access token. Times in seconds since 1970.
 * Our choice: `sid` is the session, and `jti` makes every token unique.
 */
export interface Claims {
  readonly sub: string;
  readonly exp: number;
  readonly iat: number;
  readonly scope: string;
  readonly sid: string;
  readonly jti: string;
}

// No secret, since it is published with the program: it tells tokens of other servers apart and prevents no forgery.
const KEY = 'sandbox';
const HEADER = encodeJson({ alg: 'HS256', typ: 'JWT' });

/**
 * Makes a token in the form of the example of
 * https://docs.aitronos.com/docs/api-reference/authentication/login/refresh,
 * valid for `life_s` seconds from `now` (ms since 1970).
 */
export function createAccessToken(user_id: string, session_id: string, now: number, life_s: number): string {
  const iat = Math.floor(now / 1_000);
  const jti = randomId('');
  const claims: Claims = { sub: user_id, exp: iat + life_s, iat, scope: 'user', sid: session_id, jti };
  const content = `${HEADER}.${encodeJson(claims)}`;
  return `${content}.${signature(content)}`;
}

/** The claims of a token, expired or not; null when the sandbox did not make it. */
export function readClaims(token: string): Claims | null {
  const [header = '', payload = '', sign = '', more] = token.split('.');
  if (more !== undefined || !isEqual(sign, signature(`${header}.${payload}`))) return null;
  // A forged token can still hold claims of any form, because the key is published.
  const claims: Partial<Claims> | null = orElse(() => JSON.parse(decodeText(payload)), null);
  const { sub, sid, exp } = claims ?? {};
  const whole = typeof sub === 'string' && typeof sid === 'string' && typeof exp === 'number';
  return whole ? (claims as Claims) : null;
}

const decodeText = (payload: string): string => Buffer.from(payload, 'base64url').toString('utf8');

/** An unguessable id with this prefix. */
export const randomId = (prefix: string): string => `${prefix}${randomBytes(12).toString('hex')}`;

function encodeJson(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const signature = (content: string): string => createHmac('sha256', KEY).update(content).digest('base64url');

function isEqual(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)];
  return bytes.length === others.length && timingSafeEqual(bytes, others);
}
