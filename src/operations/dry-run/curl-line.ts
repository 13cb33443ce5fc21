import type { WireRequest } from '../../api/http/transport-types.ts';
import { escapeJson, removeHidden } from '../../output/safe/safe-text.ts';

const JSON_TYPE = 'application/json';

/** True for the types whose bodies are JSON: `application/json`, `application/problem+json; charset=utf-8`. */
export function isJsonType(type: string): boolean {
  const [name = ''] = type.toLowerCase().split(';');
  return /^[\w.-]+\/(?:[\w.-]+\+)?json$/.test(name.trim());
}

/** The request as a curl command for sh, bash, zsh and fish; the secret stays a variable. */
export function curlLine(request: WireRequest, ca_file: string | null): string {
  const { method, url, headers } = request;
  // curl expands brackets in an address unless -g is given.
  const glob = /[[\]{}]/.test(url) ? ['-g'] : [];
  const parts = [
    ['curl', ...glob, '-X', method, quoteWord(url)].join(' '),
    'x-api-key' in headers
      ? '-H "X-API-Key: $AITRONOS_API_KEY"'
      : '-H "Authorization: Bearer $AITRONOS_ACCESS_TOKEN"',
    ...ownHeaders(request).map(([name, value]) => `-H ${quoteWord(headerText(name, value))}`),
    ...(ca_file === null ? [] : [`--cacert ${quoteWord(ca_file)}`]),
    ...bodyParts(request),
  ];
  return `${pipeBody(request)}${parts.join(' \\\n  ')}`;
}

/** The headers that the caller added to those of every request. */
export function ownHeaders({ headers }: WireRequest): [name: string, value: string][] {
  const usual = (name: string, value: string) =>
    USUAL.has(name) || (JSON_HEADERS.has(name) && value === JSON_TYPE);
  return Object.entries(headers).filter(([name, value]) => !usual(name, value));
}

const USUAL: ReadonlySet<string> = new Set(['authorization', 'x-api-key', 'user-agent']);
const JSON_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type']);

/** curl removes a header that is given with an empty value. */
const headerText = (name: string, value: string) => (value === '' ? `${name};` : `${name}: ${value}`);

function bodyParts(request: WireRequest): string[] {
  const { body, headers } = request;
  if (body === null) return [];
  const type = headers['content-type'] ?? JSON_TYPE;
  const said = type === JSON_TYPE ? [`-H 'Content-Type: ${JSON_TYPE}'`] : [];
  if (pipeBody(request) !== '') return [...said, '--data-binary @-'];
  // -d would read `@name` from a file.
  const option = body.startsWith('@') ? '--data-raw' : '-d';
  return [...said, `${option} ${isJsonType(type) ? quoteJson(body) : quoteWord(body)}`];
}

/** Pipes in a body that is binary, or too long to copy as an argument. */
function pipeBody({ body, bytes, headers }: WireRequest): string {
  const isShown =
    body === null || isJsonType(headers['content-type'] ?? JSON_TYPE) || removeHidden(body) === body;
  if (bytes === undefined && isShown) return '';
  return `printf %s ${Buffer.from(bytes ?? body ?? '').toString('base64')} | base64 -d | `;
}

/**
 * The same JSON without characters that shells treat differently within single quotes: a quote, and two backslashes.
 */
function quoteJson(json: string): string {
  const pairs = escapeJson(json).replaceAll(/\\./g, (pair) => (pair === '\\\\' ? '\\u005c' : pair));
  return `'${pairs.replaceAll("'", '\\u0027')}'`;
}

/**
 * Quotes one word for every shell. fish interprets a backslash even within single quotes, so it stands outside them.
 */
const quoteWord = (text: string) => `'${text.replaceAll(/['\\]/g, (mark) => `'\\${mark}'`)}'`;
