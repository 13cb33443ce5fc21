import type { Context } from 'hono';
import type { Clock } from '../../system/time/clock.ts';
import { Refusal } from '../refusal.ts';
import type { Caller, SandboxEnv, SandboxMiddleware } from '../request.ts';
import { KEY_HOLDER_ID, OWNER_ID } from '../state/first-data.ts';
import type { Sessions } from './sessions.ts';

/** An access token that never expires. */
export const SANDBOX_ACCESS_TOKEN = 'sandbox-access-token';
/** The one API key that the sandbox accepts. Our choice: a key may do what a token may. */
export const SANDBOX_API_KEY = 'sandbox-api-key';

/** Refuses requests without an access token or the API key. */
export function authenticate(sessions: Sessions, clock: Clock): SandboxMiddleware {
  return async (c, next) => {
    c.set('caller', findCaller(c, sessions, clock.now()));
    await next();
  };
}

/**
 * Finds the caller by the token or key at `now` (ms since 1970). Throws a `Refusal` (401).
 * Our choice: a token counts before a key, and both stay valid when their holder is deactivated.
 * Codes: https://docs.aitronos.com/docs/api-reference/error-codes
 * Headers: https://docs.aitronos.com/docs/api-reference/authentication
 */
export function findCaller(c: Context<SandboxEnv>, sessions: Sessions, now: number): Caller {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    if (token === SANDBOX_ACCESS_TOKEN) return { user_id: OWNER_ID, session_id: null };
    return sessions.findHolder(token, now);
  }
  const key = c.req.header('x-api-key');
  if (key === undefined) throw new Refusal(401, 'AUTHENTICATION_REQUIRED', 'Authentication is required.');
  // Our choice: the key belongs to another person, who is no owner.
  if (key === SANDBOX_API_KEY) return { user_id: KEY_HOLDER_ID, session_id: null };
  throw new Refusal(401, 'INVALID_API_KEY', 'The API key is not valid.');
}
