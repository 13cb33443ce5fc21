import type { WireRequest } from '../api/http/transport-types.ts';
import { escapeJson, removeHidden } from '../output/safe/safe-text.ts';

/** What a curl line needs besides the request. */
export interface Around {
  /** The file with certificates that are trusted besides; null where none is set. */
  readonly ca_file: string | null;
}

const JSON_TYPE = 'application/json';

/** True for the types whose bodies are JSON: `application/json`, `application/problem+json; charset=utf-8`. */
export function isJsonType(type: string): boolean {
  const [name = ''] = type.toLowerCase().split(';');
  return /^[\w.-]+\/(?:[\w.-]+\+)?json$/.test(name.trim());
}

/** The same request for sh, bash, zsh and fish; the secret stays a variable. */
export function curlLine(request: WireRequest, { ca_file }: Around): string {
  const { method, url, headers } = request;
  // In an address curl takes brackets for a list of many.
  const glob = /[[\]{}]/.test(url) ? ['-g'] : [];
  const parts = [
    ['curl', ...glob, '-X', method, quoted(url)].join(' '),
    'x-api-key' in headers
      ? '-H "X-API-Key: $AITRONOS_API_KEY"'
      : '-H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN"',
    ...ownHeaders(request).map(([name, value]) => `-H ${quoted(headerText(name, value))}`),
    ...(ca_file === null ? [] : [`--cacert ${quoted(ca_file)}`]),
    ...bodyParts(request),
  ];
  return `${piped(request)}${parts.join(' \\\n  ')}`;
}

/** What somebody asked for besides what every request has. */
export function ownHeaders({ headers }: WireRequest): [name: string, value: string][] {
  const usual = (name: string, value: string) =>
    USUAL.has(name) || (JSON_HEADERS.has(name) && value === JSON_TYPE);
  return Object.entries(headers).filter(([name, value]) => !usual(name, value));
}

const USUAL: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'user-agent']);
const JSON_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type']);

/** Without a value, curl would leave a header out. */
const headerText = (name: string, value: string) => (value === '' ? `${name};` : `${name}: ${value}`);

function bodyParts(request: WireRequest): string[] {
  const { body, headers } = request;
  if (body === null) return [];
  const type = headers['content-type'] ?? JSON_TYPE;
  const said = type === JSON_TYPE ? [`-H 'Content-Type: ${JSON_TYPE}'`] : [];
  if (piped(request) !== '') return [...said, '--data-binary @-'];
  // After -d an @ would name a file.
  const option = body.startsWith('@') ? '--data-raw' : '-d';
  return [...said, `${option} ${isJsonType(type) ? quotedJson(body) : quoted(body)}`];
}

/** What no argument can hold, or nobody could copy, comes from a pipe. */
function piped({ body, bytes, headers }: WireRequest): string {
  const isShown =
    body === null || isJsonType(headers['content-type'] ?? JSON_TYPE) || removeHidden(body) === body;
  if (bytes === undefined && isShown) return '';
  return `printf %s ${Buffer.from(bytes ?? body ?? '').toString('base64')} | base64 -d | `;
}

/** JSON that means the same, without what shells read differently between single quotes: a quote, two backslashes. */
function quotedJson(json: string): string {
  const pairs = escapeJson(json).replaceAll(/\\./g, (pair) => (pair === '\\\\' ? '\\u005c' : pair));
  return `'${pairs.replaceAll("'", '\\u0027')}'`;
}

/**
 * One word for every shell. In fish a backslash means something between single quotes too, so it stands outside
 * them.
 */
const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, (mark) => `'\\${mark}'`)}'`;
