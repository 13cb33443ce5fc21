import { usageError } from '../../errors/cli-errors.ts';
import { reason } from '../../errors/reason.ts';
import { isJsonType } from '../../operations/dry-run/curl-line.ts';
import { showUnseen } from '../../text/shown.ts';
import { isUtf8Of } from '../../text/utf8.ts';
import { inputName } from '../../validation/paths.ts';
import { buildJson, type Field, withQuery } from './fields.ts';
import type { Header } from './headers.ts';

export interface RequestFields {
  readonly field?: readonly Field[] | undefined;
  readonly rawField?: readonly Field[] | undefined;
  readonly input?: string | undefined;
  readonly header?: readonly Header[] | undefined;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  /** Bytes where they are not UTF-8 text. */
  readonly body: string | Uint8Array | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a whole file; `-` is stdin. */
export type ReadFile = (file: string) => Promise<Buffer>;

/** The request that the options describe. Throws `CliError` (usage) where they contradict each other. */
export async function buildRequest(
  method: string,
  path: string,
  given: RequestFields,
  read: ReadFile,
): Promise<Request> {
  const { input } = given;
  const fields = [...(given.field ?? []), ...(given.rawField ?? [])];
  const headers = buildHeaders(given.header ?? []);
  if (input !== undefined && fields.length > 0) {
    throw usageError('--field and --input both make the body', 'write all of it into the file');
  }
  if (method === 'GET') {
    if (input !== undefined) throw usageError('a GET has no body', '--field adds to the query');
    return { method, path: withQuery(path, fields), body: null, headers };
  }
  if (input !== undefined) return { method, path, body: await readBody(input, read, headers), headers };
  return { method, path, body: fields.length > 0 ? buildJson(fields) : null, headers };
}

function buildHeaders(given: readonly Header[]): Record<string, string> {
  const names = given.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw usageError(`the header ${twice} is given twice`, 'leave one of them out');
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

const OTHERWISE = '--header content-type:text/plain sends what is no JSON';

/** Reads a body from a file or stdin. It is parsed as JSON only to report a mistake before anything is sent. */
async function readBody(
  file: string,
  read: ReadFile,
  headers: Request['headers'],
): Promise<string | Uint8Array> {
  const place = inputName(file);
  const bytes = await read(file);
  const json = isJsonType(headers['content-type'] ?? 'application/json');
  const text = bytes.toString('utf8');
  if (!isUtf8Of(text, bytes)) {
    if (json)
      throw usageError(`${place} is not text in UTF-8, as JSON is`, `save it as UTF-8, or ${OTHERWISE}`);
    return bytes;
  }
  if (!json) return text;
  // Editors and shells of Windows begin a file with it; no JSON that is sent may.
  const unmarked = text.replace(/^\ufeff/, '');
  try {
    JSON.parse(unmarked);
  } catch (error) {
    throw usageError(`${place} is not JSON: ${showUnseen(dropExcerpt(reason(error)))}`, OTHERWISE);
  }
  return unmarked;
}

/** Node's message about invalid JSON without the excerpt at its end, which may be part of a password. */
const dropExcerpt = (words: string): string => words.replace(/, (?:\.{3})?".*$/s, '');
