import { gzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SandboxEnv } from './request.ts';

/** Our choice: from so many bytes on, an answer is compressed for clients that accept it, as gateways do. */
const LONG_BYTES = 1024;

/** An answer of JSON. */
export function jsonAnswer(
  c: Context<SandboxEnv>,
  body: unknown,
  status: ContentfulStatusCode = 200,
): Response {
  return textAnswer(c, JSON.stringify(body), { 'Content-Type': 'application/json' }, status);
}

/** An answer that tells its length in bytes. */
export function textAnswer(
  c: Context<SandboxEnv>,
  text: string,
  kind: Readonly<Record<string, string>>,
  status: ContentfulStatusCode = 200,
): Response {
  c.set('text', text);
  const bytes = Buffer.byteLength(text);
  const headers = { ...kind, 'Content-Length': String(bytes) };
  if (bytes < LONG_BYTES) return c.body(text, status, headers);
  const varied = { ...headers, Vary: 'Accept-Encoding' };
  if (!acceptsGzip(c.req.header('accept-encoding') ?? '')) return c.body(text, status, varied);
  const packed = new Uint8Array(gzipSync(text));
  return c.body(packed, status, {
    ...varied,
    'Content-Encoding': 'gzip',
    'Content-Length': String(packed.length),
  });
}

/** True where it is named without a weight. */
const acceptsGzip = (accepted: string): boolean => accepted.split(',').some((word) => word.trim() === 'gzip');
