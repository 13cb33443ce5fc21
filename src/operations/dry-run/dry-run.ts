import type { Client } from '../../api/client.ts';
import type { WireRequest } from '../../api/http/transport-types.ts';
import type { Grid, ShortView } from '../../output/view.ts';
import { type Operation, targetFor } from '../operation.ts';
import type { TargetFields } from '../target.ts';
import { curlLine, isJsonType, ownHeaders } from './curl-line.ts';

export interface DryRunClient {
  /** The requests that `send` would send; each of its calls ends with the first. Rejects as it does without any. */
  readonly requestsOf: (send: (client: Client) => Promise<unknown>) => Promise<readonly WireRequest[]>;
  /** The certificate file that requests would trust. */
  readonly ca_file: string | null;
  /** True for the sandbox that is served for this call alone. */
  readonly address_ends: boolean;
  /** True where something was looked up before. */
  readonly looked_up: boolean;
}

/** The requests that an operation would send, made by the code that sends them over a client that sends nothing. */
export async function dryRunView(
  operation: Operation,
  targets: readonly TargetFields[],
  dryRun: DryRunClient,
): Promise<ShortView> {
  const requests: WireRequest[] = [];
  for (const fields of targets) requests.push(...(await requestsFor(operation, fields, dryRun)));
  return requestsView(requests, dryRun);
}

/** Lets the operation make the request for one target, over a client that sends nothing. */
export const requestsFor = (
  operation: Operation,
  fields: TargetFields,
  dryRun: DryRunClient,
): Promise<readonly WireRequest[]> =>
  dryRun.requestsOf((client) => operation.send(client, targetFor(operation, fields), {}));

const ADDRESS_ENDS = 'the sandbox at this address has stopped; `aitronos sandbox start` keeps one running';

/** The view of unsent requests, in every format. */
export function requestsView(requests: readonly WireRequest[], dryRun: DryRunClient): ShortView {
  return {
    json: { dry_run: true, requests: requests.map(requestFields) },
    lines: requests.map(requestLine),
    csv: requestsCsv(requests),
    table: requests.map((request) => requestText(request, dryRun)).join('\n'),
    notes: dryRunNotes(dryRun),
  };
}

/** What is said beside every dry run. */
export const dryRunNotes = ({ address_ends, looked_up }: DryRunClient): readonly string[] => [
  looked_up ? 'dry run: nothing was sent, only looked up' : 'dry run: nothing was sent',
  ...(address_ends ? [ADDRESS_ENDS] : []),
];

export const requestsCsv = (requests: readonly WireRequest[]): Grid => ({
  columns: ['method', 'url', 'body'],
  rows: requests.map((request) => [request.method, request.url, bodyText(request)]),
});

/**
 * The fields of a request: its body as JSON, or as text where its type says otherwise; only headers that not
 * every request has.
 */
export function requestFields(request: WireRequest): Record<string, unknown> {
  const { method, url, body, bytes, headers } = request;
  const type = headers['content-type'] ?? 'application/json';
  const own = ownHeaders(request);
  const said = own.length > 0 ? { method, url, headers: Object.fromEntries(own) } : { method, url };
  // Runs for each row: not spread. See docs/decisions/2026-11-26-no-spread-per-row.md.
  if (bytes) return Object.assign(said, { body: null, body_base64: base64(bytes) });
  return Object.assign(said, { body: body === null || !isJsonType(type) ? body : JSON.parse(body) });
}

/** The fields of a request that is an answer of its own, and says what it is. */
export const requestLine = (request: WireRequest): Record<string, unknown> => ({
  dry_run: true,
  ...requestFields(request),
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Binary bodies are shown as base64. */
const bodyText = ({ body, bytes }: WireRequest) => (bytes ? `base64:${base64(bytes)}` : body);

/** The request for readers, and the curl line that sends it. */
export function requestText(request: WireRequest, dryRun: DryRunClient): string {
  const body = bodyText(request);
  const head = [`${request.method} ${request.url}`, ...(body === null ? [] : [body])];
  return [...head, '', curlLine(request, dryRun.ca_file), ''].join('\n');
}
