import { usageError } from '../../errors/cli-errors.ts';
import { reason } from '../../errors/reason.ts';
import { isJsonType } from '../../operations/curl-line.ts';
import { isUtf8Of } from '../../text/utf8.ts';
import { type Field, jsonOf, withQuery } from './fields.ts';
import type { Header } from './headers.ts';

/** What may be said of a request besides its method and path. */
export interface Given {
  readonly field?: readonly Field[] | undefined;
  readonly rawField?: readonly Field[] | undefined;
  readonly input?: string | undefined;
  readonly header?: readonly Header[] | undefined;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  /** Bytes where they are no text in UTF-8. */
  readonly body: string | Uint8Array | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads a file that the user names whole; `-` is stdin. */
export type ReadFile = (file: string) => Promise<Buffer>;

/** The request that the options describe. Throws `CliError` (usage) where they contradict each other or the body is none. */
export async function requestOf(
  method: string,
  path: string,
  given: Given,
  read: ReadFile,
): Promise<Request> {
  const { input } = given;
  const fields = [...(given.field ?? []), ...(given.rawField ?? [])];
  const headers = headersOf(given.header ?? []);
  if (input !== undefined && fields.length > 0) {
    throw usageError('--field and --input both make the body', 'write all of it into the file');
  }
  if (method === 'GET') {
    if (input !== undefined) throw usageError('a GET has no body', '--field adds to the query');
    return { method, path: withQuery(path, fields), body: null, headers };
  }
  if (input !== undefined) return { method, path, body: await bodyFrom(input, read, headers), headers };
  return { method, path, body: fields.length > 0 ? jsonOf(fields) : null, headers };
}

function headersOf(given: readonly Header[]): Record<string, string> {
  const names = given.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw usageError(`the header ${twice} is there twice`);
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

/** A whole body, as it is. It is read as JSON first, so that a slip is found here and not by the API. */
async function bodyFrom(
  file: string,
  read: ReadFile,
  headers: Request['headers'],
): Promise<string | Uint8Array> {
  const place = file === '-' ? 'stdin' : file;
  const bytes = await read(file);
  const json = isJsonType(headers['content-type'] ?? 'application/json');
  const hint = '--header content-type:text/plain sends what is no JSON';
  const text = bytes.toString('utf8');
  if (!isUtf8Of(text, bytes)) {
    if (json) throw usageError(`${place} is not text in UTF-8, as JSON is`, hint);
    return bytes;
  }
  if (!json) return text;
  try {
    JSON.parse(text);
  } catch (error) {
    throw usageError(`${place} is not JSON: ${withoutQuote(reason(error))}`, hint);
  }
  return text;
}

/** What is wrong with a JSON, without the piece of it that Node's words end with: it may be one of a password. */
const withoutQuote = (words: string): string => words.replace(/, (?:\.{3})?".*$/s, '');
