import { ConnectionError } from '../../errors/api-errors.ts';
import { tlsError } from './tls/tls-errors.ts';

/** The state of an attempt when its connection ended. */
export interface LostConnection {
  readonly host: string;
  /** True when the status and headers had arrived. */
  readonly begun: boolean;
}

const RETRYABLE = { retryable: true };
const FINAL = { retryable: false };

/** The error for a connection that ended after the request was sent, by the code of undici or the system. */
export function lostConnectionError(cause: Error, { host, begun }: LostConnection): ConnectionError {
  const failed = (code: string, message: string, { retryable } = FINAL) =>
    new ConnectionError(code, message, true, { cause, retryable });
  const refused = tlsError(cause, host) ?? (cause.cause instanceof Error && tlsError(cause.cause, host));
  if (refused) return refused;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return failed('HEADER_TOO_LARGE', `the header of the answer of ${host} is larger than 64 KiB (${code})`);
  }
  if (cause.message === 'bad upgrade') {
    return failed('WRONG_PROTOCOL', `${host} changes to another protocol without being asked (HTTP 101)`);
  }
  if (begun) {
    return failed('ANSWER_CUT_SHORT', `the answer of ${host} was cut short${causeText(code)}`, RETRYABLE);
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return failed(
      'BAD_ANSWER',
      `the answer of ${host} is no HTTP/1.1: its Content-Length is wrong (${code})`,
    );
  }
  if (cause.name === 'HTTPParserError') {
    const spoken = protocolOf('data' in cause ? String(cause.data) : '');
    if (spoken) return failed('WRONG_PROTOCOL', `${host} ${spoken}`);
    const said = cause.message.slice(0, LONGEST_REASON);
    const why = said.slice(said.indexOf('(') + 1).replace(')', '');
    return failed('BAD_ANSWER', `the answer of ${host} is no HTTP/1.1: ${why}${code && ` (${code})`}`);
  }
  const message = `the connection to ${host} was lost before an answer came${causeText(code)}`;
  return failed('CONNECTION_LOST', message, RETRYABLE);
}

const LONGEST_REASON = 200;

const ENDS: ReadonlyMap<string, string> = new Map([
  ['ECONNRESET', ': the other side reset it (ECONNRESET)'],
  ['EPIPE', ': the other side had closed it (EPIPE)'],
  ['UND_ERR_SOCKET', ': the other side closed it'],
  ['ETIMEDOUT', ': nothing came back any more (ETIMEDOUT)'],
]);

const causeText = (code: string): string => ENDS.get(code) ?? (code && ` (${code})`);

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
  if (GREETINGS.some((greeting) => start.startsWith(greeting))) return 'serves something else than HTTP';
  return null;
}
