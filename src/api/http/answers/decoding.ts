import { ApiError, ConnectionError } from '../../../errors/api-errors.ts';
import { isUtf8Of } from '../../../text/utf8.ts';
import type { WireAnswer } from '../transport-types.ts';

/** An answer's body before its codings are undone; header names in lower case. */
export interface CodedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** The codings of a body (https://www.rfc-editor.org/rfc/rfc9110#section-8.4), the last that was applied first; none for most answers. */
export function codingsOf(headers: CodedAnswer['headers']): string[] {
  const said = headers['content-encoding'];
  if (said === undefined) return [];
  const names = said.slice(0, LONGEST_HEADER).toLowerCase().split(',');
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
}

const LONGEST_HEADER = 200;
/** Nobody applies more in earnest, and each costs a reading of all of it. */
const MOST_CODINGS = 3;

/**
 * The answer with its codings undone: gzip, deflate and brotli, also one over the other. No more than `most_bytes` are ever
 * unpacked. Throws `ApiError` (`ANSWER_TOO_LARGE`; `ANSWER_CODING` for what cannot be read) and `ConnectionError`
 * (`ANSWER_CUT_SHORT`). What an answer that is no success says besides its status is left out where it cannot be read.
 * See docs/decisions/2026-11-26-bounded-decompression.md.
 */
export async function decodeAnswer(
  answer: CodedAnswer,
  most_bytes: number,
  host: string,
): Promise<WireAnswer> {
  const codings = codingsOf(answer.headers);
  if (answer.bytes.length === 0) return wireAnswer(answer);
  try {
    return wireAnswer({ ...answer, bytes: await unpacked(answer, codings, most_bytes) });
  } catch (error) {
    if (answer.status >= 300) return wireAnswer({ ...answer, bytes: Buffer.alloc(0) });
    throw failure(error, answer, codings, most_bytes, host);
  }
}

/** The answer as the rest of the client knows it: as text, with its bytes where those are another thing. */
export function wireAnswer({ status, headers, bytes }: CodedAnswer): WireAnswer {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bytes.toString('utf8', marked ? 3 : 0);
  return marked || !isUtf8Of(body, bytes) ? { status, headers, body, bytes } : { status, headers, body };
}

export function tooLarge({ status, headers }: Omit<CodedAnswer, 'bytes'>, most_bytes: number): ApiError {
  const message = `the answer is larger than ${most_bytes / MIB} MiB and was not read`;
  return unread('ANSWER_TOO_LARGE', message, status, headers);
}

const MIB = 1024 * 1024;

async function unpacked({ bytes }: CodedAnswer, codings: string[], most_bytes: number): Promise<Buffer> {
  if (codings.length > MOST_CODINGS) throw new Unknown(codings.join(', '));
  // Few answers need it, and it takes a while to load.
  const zlib = await import('node:zlib');
  const options = { maxOutputLength: most_bytes };
  let left = bytes;
  for (const coding of codings) {
    if (coding === 'gzip' || coding === 'x-gzip') left = zlib.gunzipSync(left, options);
    else if (coding === 'br') left = zlib.brotliDecompressSync(left, options);
    else if (coding !== 'deflate') throw new Unknown(coding);
    else left = isZlib(left) ? zlib.inflateSync(left, options) : zlib.inflateRawSync(left, options);
  }
  return left;
}

/** Some servers take `deflate` for the bare format: https://www.rfc-editor.org/rfc/rfc1950#section-2.2 tells them apart. */
const isZlib = ([first = 0, second = 0]: Buffer): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;

class Unknown extends Error {}

function failure(
  error: unknown,
  answer: CodedAnswer,
  codings: readonly string[],
  most_bytes: number,
  host: string,
): Error {
  const { status, headers } = answer;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(answer, most_bytes);
  if (code === 'Z_BUF_ERROR') {
    return new ConnectionError('ANSWER_CUT_SHORT', `the answer of ${host} was cut short`, true);
  }
  if (error instanceof Unknown) {
    const message = `the answer is packed as ${error.message}, which is not read here`;
    return unread('ANSWER_CODING', message, status, headers);
  }
  const message = `the answer is said to be packed as ${codings.join(', ')}, and cannot be unpacked`;
  return unread('ANSWER_CODING', message, status, headers);
}

function unread(code: string, message: string, status: number, headers: CodedAnswer['headers']): ApiError {
  const request_id = headers['x-request-id']?.slice(0, LONGEST_HEADER) ?? null;
  return new ApiError({
    code,
    message,
    status,
    type: null,
    details: {},
    trace_id: null,
    request_id,
    retry_after_s: null,
  });
}
