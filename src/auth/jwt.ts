import { tryParseJson } from '../text/json.ts';
import { isObject } from '../validation/objects.ts';

/**
 * When a token ends, in milliseconds since 1970, by its own `exp`; null when it does not say.
 * The signature is not checked: the API does that.
 */
export function expiresAt(token: string): number | null {
  const { exp } = readClaims(token);
  return typeof exp === 'number' ? withinDates(exp * 1000) : null;
}

// The last moment that every reader of ISO 8601 knows. A number in a token or an answer may be larger.
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Milliseconds since 1970, no earlier and no later than what a date can be. */
export const withinDates = (ms: number): number => Math.min(Math.max(ms, 0), LAST_MOMENT);

/**
 * How long a token is good for from the moment it was made, in milliseconds, by its own `exp` and `iat`; null when
 * it does not say. This machine's clock has no part in it.
 */
export function lifetimeOf(token: string): number | null {
  const { exp, iat } = readClaims(token);
  return typeof exp === 'number' && typeof iat === 'number' && exp > iat ? (exp - iat) * 1000 : null;
}

/** The user id (`usr_…`) in the token's own `sub`, unverified; null when there is none. */
export function subjectOf(token: string): string | null {
  const { sub } = readClaims(token);
  return typeof sub === 'string' && sub.startsWith('usr_') ? sub : null;
}

/** The claims of a token, unverified; an empty object for a token that cannot be parsed. */
function readClaims(token: string): Readonly<Record<string, unknown>> {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return {};
  const json = tryParseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return isObject(json) ? json : {};
}
