// Not the global one: what tests of other programs put in its place ends no turn by itself.
import { setImmediate } from 'node:timers';
import type { Dispatcher } from 'undici';
import { ConnectionError } from '../../errors/api-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { LARGEST_ANSWER_BYTES } from './answers/answer.ts';
import { codingsOf, decodeAnswer, tooLarge, wireAnswer } from './answers/decoding.ts';
import { GatheredBytes } from './answers/gathered-bytes.ts';
import { impossibleStatusError, notHttpError, parserReason } from './answers/not-http.ts';
import { fixConnections } from './sockets.ts';
import { tlsError } from './tls/certificate-errors.ts';
import type { Transport } from './transport-types.ts';
import { isClosedClient, unreachableError } from './unreachable.ts';

// https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
const BODILESS: ReadonlySet<number> = new Set([204, 304]);

/** See docs/decisions/2026-11-30-connection-after-a-delete.md. */
const KEEPS_CONNECTION = { reset: false };

/** The real transport, over an undici dispatcher that opens `most` connections at the most. */
export function undiciTransport(dispatcher: Dispatcher, most: number): Transport {
  fixConnections(dispatcher);
  const whenFreed = afterFreeing(dispatcher, most);
  const siteOf = rememberSite();
  // A server that refuses a removal may have left the body of the one before unread, and taken it for a request.
  let keeps: object = KEEPS_CONNECTION;
  return (request, begun) =>
    new Promise((resolve, reject) => {
      const { origin, host, path } = siteOf(request.url);
      const { most_bytes = LARGEST_ANSWER_BYTES } = request;
      let sent = false;
      let over = false;
      let status = 0;
      let headers: Record<string, string> = {};
      const body = new GatheredBytes();
      let abort: ((reason: Error) => void) | undefined;

      const fail = (error: Error) => {
        over = true;
        reject(error);
        abort?.(error);
      };
      const failIf = (error: Error | null) => void (error && fail(error));
      begun((why) => fail(new ConnectionError('TIMEOUT', why, sent)));

      const sending: Dispatcher.DispatchOptions = {
        origin,
        path,
        method: request.method,
        headers: request.headers,
        body: request.bytes ?? request.body,
        ...(request.method === 'DELETE' && keeps),
      };
      whenFreed(() =>
        dispatcher.dispatch(sending, {
          onRequestStart(controller) {
            abort = (reason) => controller.abort(reason);
            if (over) return controller.abort(new Error('given up before it was sent'));
            sent = true;
          },
          onResponseStart(_controller, code, fields) {
            // Informational answers (1xx) precede the real one.
            if (code < 200) return failIf(impossibleStatusError(code, host));
            status = code;
            headers = flatten(fields);
            // What their header says of a length is about another answer.
            if (BODILESS.has(status)) return resolve(wireAnswer({ status, headers, bytes: Buffer.alloc(0) }));
            // A `Content-Length` over the limit fails before the body arrives.
            if (Number(headers['content-length']) > most_bytes)
              fail(tooLarge({ status, headers }, most_bytes));
          },
          onResponseData(_controller, chunk) {
            body.add(chunk);
            if (body.size > most_bytes) fail(tooLarge({ status, headers }, most_bytes));
          },
          onResponseEnd() {
            if (status === 400 && request.method === 'DELETE') keeps = {};
            const answer = { status, headers, bytes: body.whole() };
            if (codingsOf(headers).length === 0) resolve(wireAnswer(answer));
            else decodeAnswer(answer, most_bytes, host).then(resolve, reject);
          },
          onResponseError(_controller, error) {
            fail(failedConnection(error, { host, sent, begun: status !== 0 }));
          },
        }),
      );
    });
}

/**
 * undici frees a connection a turn after its answer came, and opens another one for a request that comes in between:
 * a handshake for each of several requests one after the other. They wait a turn, but not where as many are open as may
 * be, because undici itself waits then.
 */
function afterFreeing(dispatcher: Dispatcher, most: number): (send: () => void) => void {
  let open = 0;
  dispatcher.on('connect', () => void open++).on('disconnect', () => void open--);
  return (send) => void (open < most ? setImmediate(send) : send());
}

const failedConnection = (error: Error, { sent, ...lost }: LostConnection & { sent: boolean }) =>
  sent ? lostConnectionError(error, lost) : unreachableError(error, lost.host);

/**
 * Takes addresses apart. The path and query stay as they were written: parsing them as a URL could change them.
 * What stands before them is parsed when it is another one than the last time, because parsing takes as long as all
 * else that is done here for a request.
 */
function rememberSite() {
  let known = { text: '', origin: '', host: '' };
  return (url: string) => {
    const end = url.indexOf('/', url.indexOf('//') + 2);
    const text = url.slice(0, end);
    if (text !== known.text) {
      const { origin, host } = new URL(text);
      known = { text, origin, host };
    }
    return { origin: known.origin, host: known.host, path: url.slice(end) };
  };
}

function flatten(fields: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return flat;
}

/** The state of an attempt when its connection ended. */
interface LostConnection {
  readonly host: string;
  /** True when the status and headers had arrived. */
  readonly begun: boolean;
}

/** The error for a connection that ended after the request was sent, by the code of undici or the system. */
function lostConnectionError(cause: Error, { host, begun }: LostConnection): ConnectionError {
  const refused = tlsError(cause, host) ?? (cause.cause instanceof Error && tlsError(cause.cause, host));
  if (refused) return refused;
  const code = systemCode(cause) ?? '';
  const failed = (kind: string, message: string) =>
    new ConnectionError(kind, message + causeText(code), true, { cause, retryable: !isClosedClient(code) });
  const notHttp = notHttpError(cause, host);
  if (notHttp && (!begun || notHttp.code === 'HEADER_TOO_LARGE')) return notHttp;
  const flaw = parserReason(cause);
  const why = flaw === null ? '' : `: ${flaw}`;
  if (begun) return failed('ANSWER_CUT_SHORT', `the answer from ${host} was cut short${why}`);
  return failed('CONNECTION_LOST', `the connection to ${host} was lost before an answer came`);
}

const ENDS: ReadonlyMap<string, string> = new Map([
  ['ECONNRESET', ': the other side reset it (ECONNRESET)'],
  ['EPIPE', ': the other side had closed it (EPIPE)'],
  ['UND_ERR_SOCKET', ': the other side closed it'],
  ['UND_ERR_DESTROYED', ': the client was closed'],
  ['ETIMEDOUT', ': nothing came back any more (ETIMEDOUT)'],
]);

const causeText = (code: string): string => ENDS.get(code) ?? (code && ` (${code})`);
