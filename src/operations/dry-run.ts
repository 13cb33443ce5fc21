import type { Client } from '../api/client.ts';
import type { WireRequest } from '../api/http/transport-types.ts';
import type { View } from '../output/view.ts';
import { type CurlSettings, curlLine, isJsonType, ownHeaders } from './curl-line.ts';
import { type Operation, targetFor } from './operation.ts';
import type { TargetFields } from './target.ts';

/** A client that sends nothing, and the requests that it would have sent. */
interface DryRunRequests extends CurlSettings {
  readonly client: Client;
  readonly requests: readonly WireRequest[];
}

/**
 * The requests that an operation would send, made by the code that sends them over a client that sends
 * nothing.
 */
export async function dryRunView(
  operation: Operation,
  targets: readonly TargetFields[],
  rehearsal: DryRunRequests,
): Promise<View> {
  for (const fields of targets) await operation.send(rehearsal.client, targetFor(operation, fields), {});
  return requestsView(rehearsal.requests, rehearsal);
}

/** The view of unsent requests, in every format. */
export function requestsView(requests: readonly WireRequest[], around: CurlSettings): View {
  const rows = requests.map((request) => [request.method, request.url, bodyText(request)]);
  return {
    json: { dry_run: true, requests: requests.map(requestFields) },
    csv: { columns: ['method', 'url', 'body'], rows },
    table: requests.map((request) => requestText(request, around)).join('\n'),
    notes: ['dry run: nothing was sent'],
  };
}

/**
 * The fields of a request: its body as JSON, or as text where its type says otherwise; only headers that not
 * every request has.
 */
function requestFields(request: WireRequest): Record<string, unknown> {
  const { method, url, body, bytes, headers } = request;
  const type = headers['content-type'] ?? 'application/json';
  const own = ownHeaders(request);
  const said = { method, url, ...(own.length > 0 && { headers: Object.fromEntries(own) }) };
  if (bytes) return { ...said, body: null, body_base64: base64(bytes) };
  return { ...said, body: body === null || !isJsonType(type) ? body : JSON.parse(body) };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Binary bodies are shown as base64. */
const bodyText = ({ body, bytes }: WireRequest) => (bytes ? `base64:${base64(bytes)}` : body);

function requestText(request: WireRequest, around: CurlSettings): string {
  const body = bodyText(request);
  const head = [`${request.method} ${request.url}`, ...(body === null ? [] : [body])];
  return [...head, '', curlLine(request, around), ''].join('\n');
}
