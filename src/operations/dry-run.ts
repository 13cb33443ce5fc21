import type { Client } from '../api/client.ts';
import type { WireRequest } from '../api/http/transport-types.ts';
import {
  type Cell,
  mayCut,
  mayWrap,
  type ShortView,
  type Table,
  type TableColumn,
  toCell,
  type View,
} from '../output/view.ts';
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
  await sendNothing(operation, targets, rehearsal);
  return requestsView(rehearsal.requests, rehearsal);
}

/**
 * The requests that an operation would send for the rows of a run. For readers: a table of them, and the first as an
 * example with its curl line. For `jsonl`: one request a line.
 */
export async function dryRunOfMany(
  operation: Operation,
  targets: readonly TargetFields[],
  rehearsal: DryRunRequests,
): Promise<View> {
  await sendNothing(operation, targets, rehearsal);
  const { requests } = rehearsal;
  const view = { ...requestsView(requests, rehearsal), lines: requests.map(requestLine) };
  const [first] = requests;
  if (first === undefined || requests.length === 1) return view;
  const example = requestText(first, rehearsal);
  return {
    ...view,
    table: requestsTable(operation, targets, requests),
    below: `${requests.length} requests, the first of them:\n\n${example}`,
  };
}

const requestLine = (request: WireRequest) => ({ dry_run: true, ...requestFields(request) });

/** Lets the operation make its requests, one for each target in their order. */
async function sendNothing(
  operation: Operation,
  targets: readonly TargetFields[],
  { client }: DryRunRequests,
): Promise<void> {
  for (const fields of targets) await operation.send(client, targetFor(operation, fields), {});
}

const ADDRESS_ENDS =
  'the sandbox of this call has ended, and its address with it: `aitronos sandbox start` serves one that stays';

/** The view of unsent requests, in every format. */
export function requestsView(requests: readonly WireRequest[], around: CurlSettings): ShortView {
  const rows = requests.map((request) => [request.method, request.url, bodyText(request)]);
  return {
    json: { dry_run: true, requests: requests.map(requestFields) },
    csv: { columns: ['method', 'url', 'body'], rows },
    table: requests.map((request) => requestText(request, around)).join('\n'),
    notes: ['dry run: nothing was sent', ...(around.address_ends ? [ADDRESS_ENDS] : [])],
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

/** The request for readers, and the curl line that sends it. */
function requestText(request: WireRequest, around: CurlSettings): string {
  const body = bodyText(request);
  const head = [`${request.method} ${request.url}`, ...(body === null ? [] : [body])];
  return [...head, '', curlLine(request, around), ''].join('\n');
}

/** A line for each target; a column in which nothing stands is left out. */
function requestsTable(
  { action }: Operation,
  targets: readonly TargetFields[],
  requests: readonly WireRequest[],
): Table {
  const optional = OPTIONAL.map(([column, cellOf]) => ({ column, cells: targets.map(cellOf) })).filter(
    ({ cells }) => cells.some((cell) => cell !== null),
  );
  const rows = targets.map(({ user_id, organization_id, invitation }, index): Cell[] => {
    const { method = null, url = '' } = requests[index] ?? {};
    const given = optional.map(({ cells }) => cells[index] ?? null);
    return [action, user_id ?? invitation?.email ?? null, ...given, method, shortPath(url, organization_id)];
  });
  return {
    columns: ['ACTION', 'USER', ...optional.map(({ column }) => column), 'METHOD', mayWrap('PATH')],
    rows,
  };
}

const OPTIONAL: readonly (readonly [column: TableColumn, cellOf: (target: TargetFields) => Cell])[] = [
  [mayCut('NAME'), ({ invitation }) => invitation?.full_name ?? null],
  [mayWrap('ROLES'), ({ invitation, memberships }) => list(invitation?.role_ids ?? memberships?.role_ids)],
  [
    mayWrap('DEPARTMENTS'),
    ({ invitation, memberships }) => list(invitation?.department_ids ?? memberships?.department_ids),
  ],
  ['RESOURCES TO', ({ department_id }) => department_id],
];

const list = (ids: readonly string[] | undefined): Cell => (ids?.length ? toCell(ids) : null);

/** The path below the organization, which is the same in every line and stands in the example. */
function shortPath(url: string, organization_id: string): string {
  const [, below] = url.split(`/organizations/${organization_id}/`);
  return below === undefined ? new URL(url).pathname : `…/${below}`;
}
