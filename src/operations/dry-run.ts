import type { Client } from '../api/client.ts';
import type { WireRequest } from '../api/wire.ts';
import type { View } from '../output/view.ts';
import type { Operation, Target } from './operation.ts';

/** A client that sends nothing, and what it would have sent. */
interface Rehearsal {
  readonly client: Client;
  readonly requests: readonly WireRequest[];
}

/** What an operation would send: told by the very code that sends it, over a client that sends nothing. */
export async function rehearse(
  operation: Operation,
  targets: readonly Target[],
  { client, requests }: Rehearsal,
): Promise<View> {
  for (const target of targets) await operation.send(client, target, {});
  return requestsView(requests);
}

/** Requests that were not sent, in every format. */
export function requestsView(requests: readonly WireRequest[]): View {
  const rows = requests.map((request) => [request.method, request.url, request.body]);
  return {
    json: { dry_run: true, requests: requests.map(shown) },
    csv: { columns: ['method', 'url', 'body'], rows },
    table: requests.map(requestText).join('\n'),
    notes: ['dry run: nothing was sent'],
  };
}

const JSON_TYPE = 'application/json';

/** The body as JSON, or as text where it is said to be something else; headers only where they are not the usual ones. */
function shown(request: WireRequest): Record<string, unknown> {
  const { method, url, body, headers } = request;
  const type = headers['content-type'] ?? JSON_TYPE;
  const own = ownHeaders(request);
  return {
    method,
    url,
    ...(own.length > 0 && { headers: Object.fromEntries(own) }),
    body: body === null || !isJsonType(type) ? body : JSON.parse(body),
  };
}

/** True for the types whose bodies are JSON: `application/json`, `application/problem+json; charset=utf-8`. */
export const isJsonType = (type: string): boolean =>
  /^[\w.-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type.trim());

function requestText(request: WireRequest): string {
  const { method, url, body } = request;
  return [`${method} ${url}`, ...(body === null ? [] : [body]), '', curl(request), ''].join('\n');
}

/** The same request for a shell; the token stays a variable. */
function curl(request: WireRequest): string {
  const { method, url, body, headers } = request;
  const parts = [`curl -X ${method} ${quoted(url)}`, `-H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN"`];
  for (const [name, value] of ownHeaders(request)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== null) {
    if (headers['content-type'] === JSON_TYPE) parts.push(`-H 'Content-Type: ${JSON_TYPE}'`);
    // After -d an @ would name a file.
    parts.push(`${body.startsWith('@') ? '--data-raw' : '-d'} ${quoted(body)}`);
  }
  return parts.join(' \\\n  ');
}

/** What somebody asked for besides what every request has. */
function ownHeaders({ headers }: WireRequest): [name: string, value: string][] {
  const usual = (name: string, value: string) =>
    name === 'authorization' || name === 'user-agent' || (JSON_HEADERS.has(name) && value === JSON_TYPE);
  return Object.entries(headers).filter(([name, value]) => !usual(name, value));
}

const JSON_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type']);

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
