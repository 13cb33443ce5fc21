import type { Context } from 'hono';
import type { SandboxEnv, SandboxMiddleware } from './arrival.ts';
import { KEY_HOLDER_ID, OWNER_ID } from './data.ts';
import { Refusal } from './refusal.ts';

/** The one access token that the sandbox accepts. */
export const SANDBOX_ACCESS_TOKEN = 'sandbox-access-token';
/** The one API key that the sandbox accepts. Our choice: a key may do what a token may. */
export const SANDBOX_API_KEY = 'sandbox-api-key';

/**
 * Lets in who shows the access token or the API key; a token shown beside a key is the one that counts,
 * and both outlive the deactivation of their holder: our choice.
 * Codes: https://docs.aitronos.com/docs/api-reference/error-codes, headers: https://docs.aitronos.com/docs/api-reference/authentication
 */
export const authenticated: SandboxMiddleware = async (c, next) => {
  c.set('caller_id', callerOf(c));
  await next();
};

function callerOf(c: Context<SandboxEnv>): string {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === SANDBOX_ACCESS_TOKEN) return OWNER_ID;
    throw new Refusal(401, 'TOKEN_INVALID', 'The access token is not valid.');
  }
  const key = c.req.header('x-api-key');
  if (key === undefined) throw new Refusal(401, 'AUTHENTICATION_REQUIRED', 'Authentication is required.');
  // Our choice: the key is another person's, who is not an owner.
  if (key === SANDBOX_API_KEY) return KEY_HOLDER_ID;
  throw new Refusal(401, 'INVALID_API_KEY', 'The API key is not valid.');
}
