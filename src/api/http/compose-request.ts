import { LARGEST_ANSWER_BYTES } from './answers/answer.ts';
import type { Headers } from './authorization.ts';
import type { RawRequest, RequestOptions } from './request.ts';
import type { WireRequest } from './transport-types.ts';

/** What a change answers is one user; many such answers are held at once. */
const LARGEST_CHANGE_BYTES = 1024 * 1024;

/** A page of a list is a twelfth then. Brotli would save little more, and costs servers much more. */
const PACKED: Headers = { 'accept-encoding': 'gzip' };

/** Makes requests for the wire out of paths and bodies; who asks is added to each attempt. */
export class RequestComposer {
  readonly #url: string;
  readonly #own: Headers;
  /** What every request says of itself, with a body and without. */
  readonly #json: Headers;
  readonly #bare: Headers;

  /** `url`: without a slash at its end. `headers`: what every request of this client has; nothing overrides them. */
  constructor(url: string, headers: Headers) {
    const accept = 'application/json';
    this.#url = url;
    this.#own = headers;
    this.#json = { accept, 'content-type': 'application/json', ...headers };
    this.#bare = { accept, ...headers };
  }

  /** A request whose body, where it has one, is this value as JSON. */
  json(method: string, path: string, value: unknown, options: RequestOptions = {}): WireRequest {
    const most = method === 'GET' ? LARGEST_ANSWER_BYTES : LARGEST_CHANGE_BYTES;
    const { mostBytes = most, packed } = options;
    const body = value === undefined ? undefined : JSON.stringify(value);
    return this.raw({ method, path, body, headers: packed ? PACKED : undefined }, mostBytes);
  }

  /** A request as it is given; a larger answer than `most_bytes` is not read. */
  raw(
    { method, path, body = null, headers: more }: RawRequest,
    most_bytes = LARGEST_ANSWER_BYTES,
  ): WireRequest {
    const usual = body === null ? this.#bare : this.#json;
    const headers = more ? { ...usual, ...more, ...this.#own } : usual;
    return { method, url: this.#url + path, headers, ...textAndBytes(body), most_bytes };
  }
}

/** The same request with the headers that say who asks. */
export function authorizeRequest(request: WireRequest, credential: Headers): WireRequest {
  const { method, url, body, bytes, most_bytes } = request;
  // A tenth of what two spreads cost, and each row of a run passes here.
  const headers = Object.assign({}, request.headers, credential);
  return { method, url, headers, body, bytes, most_bytes };
}

/** A body as text, beside the bytes that no text can hold. */
function textAndBytes(body: string | Uint8Array | null): Pick<WireRequest, 'body' | 'bytes'> {
  if (body === null || typeof body === 'string') return { body };
  return { body: Buffer.from(body).toString('utf8'), bytes: body };
}
