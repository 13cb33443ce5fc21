import type { Client } from '../api/client.ts';
import type { WireRequest } from '../api/wire.ts';
import type { View } from '../output/view.ts';
import type { Operation, Target } from './operation.ts';

/** What an operation would send: told by the very code that sends it, over a client that sends nothing. */
export async function rehearse(
  operation: Operation,
  targets: readonly Target[],
  { client, requests }: { readonly client: Client; readonly requests: readonly WireRequest[] },
): Promise<View> {
  for (const target of targets) await operation.send(client, target, {});
  const shown = requests.map(({ method, url, body }) => ({
    method,
    url,
    body: body === null ? null : JSON.parse(body),
  }));
  return {
    json: { dry_run: true, requests: shown },
    csv: {
      columns: ['method', 'url', 'body'],
      rows: requests.map(({ method, url, body }) => [method, url, body]),
    },
    table: requests.map(requestText).join('\n'),
    notes: ['dry run: nothing was sent'],
  };
}

function requestText(request: WireRequest): string {
  const { method, url, body } = request;
  return [`${method} ${url}`, ...(body === null ? [] : [body]), '', curl(request), ''].join('\n');
}

/** The same request for a shell; the token stays a variable. */
function curl({ method, url, body }: WireRequest): string {
  const parts = [`curl -X ${method} ${quoted(url)}`, `-H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN"`];
  if (body !== null) parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
