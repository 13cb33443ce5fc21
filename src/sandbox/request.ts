import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';

export interface ArrivedRequest {
  readonly method: string;
  /** With the query, undecoded. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The authenticated caller; the session is null for a token or key without one. */
export interface Caller {
  readonly user_id: string;
  readonly session_id: string | null;
}

/** The facts that the sandbox keeps about a request while it answers it. */
export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: {
    trace_id: string;
    /** The text of the request; empty for one without. */
    body: string;
    caller: Caller;
    /** The text of the answer; undefined for one without. */
    text: string | undefined;
    /** How the answer breaks when a fault struck; undefined when it arrives whole. */
    ending: 'reset' | 'truncate' | undefined;
  };
}

export type SandboxApp = Hono<SandboxEnv>;
export type SandboxMiddleware = MiddlewareHandler<SandboxEnv>;

/**
 * Gives each request an id and stamps the time of its answer (`now` in ms since 1970).
 * Our choice: the `x-request-id` header equals the `trace_id` of an error.
 */
export function nameRequest(now: () => number): SandboxMiddleware {
  let count = 0;
  return async (c, next) => {
    count += 1;
    const trace_id = `req_${count.toString(16).padStart(8, '0')}`;
    c.set('trace_id', trace_id);
    c.header('x-request-id', trace_id);
    // The sandbox's clock may be virtual, so the `date` header has to follow it.
    c.header('date', new Date(now()).toUTCString());
    await next();
  };
}

export interface Listeners {
  /** Called with each request as soon as it was read whole. */
  readonly onRequest?: ((request: ArrivedRequest) => void) | undefined;
  /** Called with each answer before it is sent; not for one that a fault broke. */
  readonly onAnswer?: ((request: ArrivedRequest, answer: SentAnswer) => void) | undefined;
}

/** An answer as the sandbox gives it, whatever encoding carries it then. */
export interface SentAnswer {
  readonly status: number;
  /** Of the content; empty where there is none. */
  readonly type: string;
  readonly body: string;
}

/** Reads the whole request, so that a fault can strike afterwards, and tells the listeners of it. */
export function recordRequest({ onRequest, onAnswer }: Listeners): SandboxMiddleware {
  return async (c, next) => {
    const { incoming } = c.env;
    const headers = headersOf(incoming);
    const body = carriesBody(headers) ? await arrivedText(incoming) : '';
    c.set('body', body);
    const request = { method: c.req.method, path: incoming.url ?? '', headers, body };
    onRequest?.(request);
    await next();
    if (!onAnswer || incoming.socket.destroyed) return;
    const type = c.res.headers.get('content-type') ?? '';
    onAnswer(request, { status: c.res.status, type, body: c.get('text') ?? '' });
  };
}

/** As Node has read them: hono would first make a list of its own of them. */
const headersOf = ({ headers }: HttpBindings['incoming']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
const carriesBody = (headers: Record<string, string>): boolean =>
  'content-length' in headers || 'transfer-encoding' in headers;

const MOST_BYTES = 1024 * 1024;

/**
 * The body of a request as text. Our choice: one over 1 MiB is refused, unread when its length is announced, else as
 * soon as it is longer; the rest of it is kept nowhere. Throws a `Refusal` (413), or Node's error for a client that
 * went away.
 */
async function arrivedText(incoming: IncomingMessage): Promise<string> {
  if (Number(incoming.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= MOST_BYTES) return;
      incoming.off('data', onData).pause();
      reject(tooLarge());
    };
    const onClose = () => reject(new Error('the client went away'));
    incoming.on('data', onData).once('end', resolve).once('error', reject).once('close', onClose);
  });
  // As `Request.text()` reads it: without a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

const tooLarge = () => new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The request body is larger than 1 MiB.');
