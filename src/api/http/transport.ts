import type { Dispatcher } from 'undici';
import { ConnectionError } from '../../errors/api-errors.ts';
import { LARGEST_ANSWER_BYTES } from './answers/answer.ts';
import { codingsOf, decodeAnswer, tooLarge, wireAnswer } from './answers/decoding.ts';
import { lostConnectionError } from './lost-connection.ts';
import { fixConnections } from './sockets.ts';
import type { Transport } from './transport-types.ts';
import { unreachableError } from './unreachable.ts';

/** The real transport, over an undici dispatcher. */
export function undiciTransport(dispatcher: Dispatcher): Transport {
  fixConnections(dispatcher);
  const siteOf = rememberSite();
  return (request, begun) =>
    new Promise((resolve, reject) => {
      const { origin, host, path } = siteOf(request.url);
      const { most_bytes = LARGEST_ANSWER_BYTES } = request;
      let sent = false;
      let over = false;
      let status = 0;
      let headers: Record<string, string> = {};
      let size = 0;
      const chunks: Buffer[] = [];
      let abort: ((reason: Error) => void) | undefined;

      const fail = (error: Error) => {
        over = true;
        reject(error);
        abort?.(error);
      };
      begun((why) => fail(new ConnectionError('TIMEOUT', why, sent)));

      dispatcher.dispatch(
        {
          origin,
          path,
          method: request.method,
          headers: request.headers,
          body: request.bytes ?? request.body,
        },
        {
          onRequestStart(controller) {
            abort = (reason) => controller.abort(reason);
            if (over) return controller.abort(new Error('given up before it was sent'));
            sent = true;
          },
          onResponseStart(_controller, code, fields) {
            // Informational answers (1xx) precede the real one.
            if (code < 200) return;
            status = code;
            headers = flatten(fields);
            // A `Content-Length` over the limit fails before the body arrives.
            if (Number(headers['content-length']) > most_bytes)
              fail(tooLarge({ status, headers }, most_bytes));
          },
          onResponseData(_controller, chunk) {
            size += chunk.length;
            if (size > most_bytes) return fail(tooLarge({ status, headers }, most_bytes));
            chunks.push(chunk);
          },
          onResponseEnd() {
            const [first] = chunks;
            const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
            const answer = { status, headers, bytes };
            if (codingsOf(headers).length === 0) resolve(wireAnswer(answer));
            else decodeAnswer(answer, most_bytes, host).then(resolve, reject);
          },
          onResponseError(_controller, error) {
            fail(
              sent
                ? lostConnectionError(error, { host, begun: status !== 0 })
                : unreachableError(error, host),
            );
          },
        },
      );
    });
}

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
  for (const name in fields) {
    const value = fields[name];
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return flat;
}
