import { ConnectionError } from '../../../errors/api-errors.ts';
import { systemCode } from '../../../errors/reason.ts';

/**
 * The error for an answer that is no HTTP/1.1, by the error of undici; null for every other error. `host` is who
 * answered, a proxy too. Asking again would not help.
 */
export function notHttpError(cause: Error, host: string): ConnectionError | null {
  const failed = (kind: string, message: string) =>
    new ConnectionError(kind, message, true, { cause, retryable: false });
  const code = systemCode(cause) ?? '';
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return failed(
      'HEADER_TOO_LARGE',
      `the header of the answer from ${host} is larger than 64 KiB (${code})`,
    );
  }
  if (cause.message === 'bad upgrade') return switchedProtocolsError(host, cause);
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    const message = `the answer from ${host} is not HTTP/1.1: its Content-Length is wrong (${code})`;
    return failed('BAD_ANSWER', message);
  }
  const why = parserReason(cause);
  if (why === null) return null;
  const spoken = protocolOf('data' in cause ? String(cause.data) : '');
  if (spoken) return failed('WRONG_PROTOCOL', `${host} ${spoken}`);
  return failed('BAD_ANSWER', `the answer from ${host} is not HTTP/1.1: ${why}`);
}

/** What undici's parser says is wrong with an answer; null for every other error. */
export const parserReason = ({ name, message }: Error): string | null =>
  name === 'HTTPParserError' ? message.slice(message.indexOf('(') + 1).replace(')', '') : null;

/**
 * The error for a status that cannot stand in an answer to what was asked, null for every other: undici would
 * only say that it did not expect it.
 */
export function impossibleStatusError(status: number, host: string): ConnectionError | null {
  if (status === SWITCHING_PROTOCOLS) return switchedProtocolsError(host);
  if (status >= 100) return null;
  const message = `the answer from ${host} is not HTTP/1.1: its status is ${status}`;
  return new ConnectionError('BAD_ANSWER', message, true, { retryable: false });
}

const SWITCHING_PROTOCOLS = 101;

function switchedProtocolsError(host: string, cause?: Error): ConnectionError {
  const message = `${host} changes to another protocol without being asked (HTTP ${SWITCHING_PROTOCOLS})`;
  return new ConnectionError('WRONG_PROTOCOL', message, true, { cause, retryable: false });
}

// The types of the frames that an HTTP/2 server sends first: SETTINGS and GOAWAY.
// https://www.rfc-editor.org/rfc/rfc9113#section-6
const FIRST_FRAMES: readonly string[] = ['\u0004', '\u0007'];
// The record types of TLS: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
const TLS_RECORDS: readonly string[] = ['\u0014', '\u0015', '\u0016', '\u0017'];
const GREETINGS: readonly string[] = ['220', '+OK', '-ERR', '* OK'];

/** The protocol of the server, guessed from the first bytes of its answer; null when it is unknown. */
function protocolOf(start: string): string | null {
  const [first = '', second = '', , fourth = ''] = start;
  // A frame begins with three bytes of length and one of type.
  if (first === '\0' && FIRST_FRAMES.includes(fourth)) return 'speaks HTTP/2 only';
  if (start.startsWith('SSH-')) return 'speaks SSH at this port';
  if (TLS_RECORDS.includes(first) && second === '\u0003') {
    return 'speaks TLS at this port: its address begins with https';
  }
  if (GREETINGS.some((greeting) => start.startsWith(greeting))) return 'speaks something other than HTTP';
  return null;
}
