/** When a token ends, in milliseconds since 1970, read from its own `exp` without checking it; null when it does not say. */
export function expiresAt(token: string): number | null {
  const { exp } = claims(token);
  return typeof exp === 'number' ? exp * 1000 : null;
}

/** How long a token is good for from the moment it was made, in milliseconds: no clock of ours has a part in it. Null when it does not say. */
export function lifeOf(token: string): number | null {
  const { exp, iat } = claims(token);
  return typeof exp === 'number' && typeof iat === 'number' && exp > iat ? (exp - iat) * 1000 : null;
}

/** Whose token it is (`usr_…`), read from its own `sub` without checking it; null when it does not say. */
export function subjectOf(token: string): string | null {
  const { sub } = claims(token);
  return typeof sub === 'string' && sub.startsWith('usr_') ? sub : null;
}

interface Claims {
  readonly exp?: unknown;
  readonly iat?: unknown;
  readonly sub?: unknown;
}

/** What a token says of itself; nothing when it is none that can be read. */
function claims(token: string): Claims {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return {};
  try {
    const json: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}
