import type { HttpBindings } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';

/** A request as it came in. */
export interface ArrivedRequest {
  readonly method: string;
  /** With its query, as it was on the wire. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Who is asking; the session is null for a token or key that belongs to none. */
export interface Caller {
  readonly user_id: string;
  readonly session_id: string | null;
}

/** What is known of a request on its way through the sandbox. */
export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: {
    trace_id: string;
    caller: Caller;
    /** What becomes of the answer when it is not to arrive whole. */
    ending: 'reset' | 'truncate' | undefined;
  };
}

export type SandboxApp = Hono<SandboxEnv>;
export type SandboxMiddleware = MiddlewareHandler<SandboxEnv>;

const MAX_BODY_BYTES = 1024 * 1024;

const tooLarge = (): Refusal =>
  new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The request body is larger than 1 MiB.');

/** Names each request, and says when it was answered (`now` in ms since 1970). Our choice: the `x-request-id` header and the `trace_id` of an error are the same. */
export function nameRequest(now: () => number): SandboxMiddleware {
  let count = 0;
  return async (c, next) => {
    count += 1;
    const trace_id = `req_${count.toString(16).padStart(8, '0')}`;
    c.set('trace_id', trace_id);
    c.header('x-request-id', trace_id);
    // The sandbox tells times by its own clock, so it says what that clock shows.
    c.header('date', new Date(now()).toUTCString());
    await next();
  };
}

/** Reads a request whole, so that a fault can strike afterwards, and shows it to whoever keeps a record. */
export function recordRequest(onRequest: ((request: ArrivedRequest) => void) | undefined): SandboxMiddleware {
  return async (c, next) => {
    // Our choice: a body over 1 MiB is refused, and not even read when its length was announced.
    if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
    const body = await c.req.text();
    if (Buffer.byteLength(body) > MAX_BODY_BYTES) throw tooLarge();
    onRequest?.({ method: c.req.method, path: c.env.incoming.url ?? '', headers: c.req.header(), body });
    await next();
  };
}
