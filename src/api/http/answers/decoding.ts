import { constants } from 'node:buffer';
import { ApiError, ConnectionError } from '../../../errors/api-errors.ts';
import { systemCode } from '../../../errors/reason.ts';
import { counted } from '../../../text/counted.ts';
import { isUtf8Of } from '../../../text/utf8.ts';
import type { AnswerHead, WireAnswer } from '../transport-types.ts';
import { requestIdOf } from './answer.ts';

/** An answer whose body is still compressed as `Content-Encoding` states. Header names in lower case. */
export interface CodedAnswer extends AnswerHead {
  readonly bytes: Buffer;
}

/**
 * The content codings of a body, the last applied first; empty for most answers.
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
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
/**
 * Servers apply one, rarely two. Each further one costs a pass over the whole body, so a hostile answer is
 * limited here.
 */
const MOST_CODINGS = 3;

/**
 * The answer with its body decompressed: gzip, deflate and brotli, also several in sequence. At most
 * `most_bytes` are decompressed. Throws `ApiError` (`ANSWER_TOO_LARGE`; `ANSWER_CODING` for a body that
 * cannot be decompressed) and `ConnectionError` (`ANSWER_CUT_SHORT`). For a status from 300 on, an unreadable
 * body becomes an empty one, because the status alone is enough for the error.
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
    return wireAnswer({ ...answer, bytes: await decompress(answer, codings, most_bytes) });
  } catch (error) {
    if (answer.status >= 300) return wireAnswer({ ...answer, bytes: Buffer.alloc(0) });
    const code = systemCode(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(answer, most_bytes);
    if (code === 'Z_BUF_ERROR') {
      throw new ConnectionError('ANSWER_CUT_SHORT', `the answer from ${host} was cut short`, true);
    }
    const flaw =
      error instanceof UnknownCoding
        ? `compressed as ${error.message}, which aitronos cannot read`
        : `marked as compressed (${codings.join(', ')}), but cannot be decompressed`;
    throw unreadError('ANSWER_CODING', `the answer is ${flaw}`, answer);
  }
}

/** The decompressed answer as text. `bytes` is added only where the text cannot be turned back into the same bytes. */
export function wireAnswer({ status, headers, bytes }: CodedAnswer): WireAnswer {
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bytes.toString('utf8', hasByteOrderMark ? 3 : 0);
  return hasByteOrderMark || !isUtf8Of(body, bytes)
    ? { status, headers, body, bytes }
    : { status, headers, body };
}

export function tooLarge(head: AnswerHead, most_bytes: number): ApiError {
  const most = most_bytes < MIB ? counted(most_bytes, 'byte') : `${most_bytes / MIB} MiB`;
  return unreadError('ANSWER_TOO_LARGE', `the answer is larger than ${most} and was not read`, head);
}

const MIB = 1024 * 1024;

async function decompress({ bytes }: CodedAnswer, codings: string[], most_bytes: number): Promise<Buffer> {
  if (codings.length > MOST_CODINGS) throw new UnknownCoding(codings.join(', '));
  // Loaded on demand: few answers are compressed, and loading takes time.
  const zlib = await import('node:zlib');
  const options = { maxOutputLength: Math.min(most_bytes, constants.MAX_LENGTH) };
  let left = bytes;
  for (const coding of codings) {
    if (coding === 'gzip' || coding === 'x-gzip') left = zlib.gunzipSync(left, options);
    else if (coding === 'br') left = zlib.brotliDecompressSync(left, options);
    else if (coding !== 'deflate') throw new UnknownCoding(coding);
    else left = isZlib(left) ? zlib.inflateSync(left, options) : zlib.inflateRawSync(left, options);
  }
  return left;
}

/**
 * Some servers send raw deflate without the zlib header under the name `deflate`.
 * https://www.rfc-editor.org/rfc/rfc1950#section-2.2 defines the header that tells them apart.
 */
const isZlib = ([first = 0, second = 0]: Buffer): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;

class UnknownCoding extends Error {}

const unreadError = (code: string, message: string, head: AnswerHead): ApiError =>
  new ApiError({ code, message, status: head.status, request_id: requestIdOf(head) });
