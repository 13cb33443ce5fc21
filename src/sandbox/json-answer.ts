import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SandboxEnv } from './request.ts';

/** An answer of JSON that tells its length in bytes, by which the sandbox knows whether it is worth compressing. */
export function jsonAnswer(
  c: Context<SandboxEnv>,
  body: unknown,
  status: ContentfulStatusCode = 200,
): Response {
  const text = JSON.stringify(body);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  c.set('text', text);
  return c.body(text, status, headers);
}
