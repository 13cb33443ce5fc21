import type { Dispatcher } from 'undici';
import { ApiError, ConnectionError } from './errors.ts';
import { unreached } from './unreached.ts';
import { LARGEST_ANSWER_BYTES, type Transport } from './wire.ts';

/** The real transport, over an undici dispatcher. */
export function undiciTransport(dispatcher: Dispatcher): Transport {
  return (request, begun) =>
    new Promise((resolve, reject) => {
      const { origin, host } = new URL(request.url);
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
          path: pathOf(request.url),
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
            status = code;
            headers = flatten(fields);
            // What is said to be too large is not waited for.
            if (Number(headers['content-length']) > most_bytes) fail(tooLarge(status, headers, most_bytes));
          },
          onResponseData(_controller, chunk) {
            size += chunk.length;
            if (size > most_bytes) return fail(tooLarge(status, headers, most_bytes));
            chunks.push(chunk);
          },
          onResponseEnd() {
            const [first] = chunks;
            const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
            resolve({ status, headers, body: bytes.toString('utf8') });
          },
          onResponseError(_controller, error) {
            fail(connectionError(error, host, sent, status !== 0));
          },
        },
      );
    });
}

/** The path and query as they were written: reading them as a URL again could write them otherwise. */
const pathOf = (url: string): string => url.slice(url.indexOf('/', url.indexOf('//') + 2));

function flatten(fields: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in fields) {
    const value = fields[name];
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return flat;
}

const MIB = 1024 * 1024;

function tooLarge(status: number, headers: Readonly<Record<string, string>>, most_bytes: number): ApiError {
  return new ApiError({
    code: 'ANSWER_TOO_LARGE',
    message: `the answer is larger than ${most_bytes / MIB} MiB and was not read`,
    status,
    type: null,
    details: {},
    trace_id: null,
    request_id: headers['x-request-id'] ?? null,
    retry_after_s: null,
  });
}

/** Words for what undici and the system say, by their codes. */
function connectionError(cause: Error, host: string, sent: boolean, begun: boolean): ConnectionError {
  const options = { cause };
  if (begun) {
    return new ConnectionError('ANSWER_CUT_SHORT', `the answer of ${host} was cut short`, sent, options);
  }
  if (sent) {
    const message = `the connection to ${host} was lost before an answer came`;
    return new ConnectionError('CONNECTION_LOST', message, sent, options);
  }
  return unreached(cause, host);
}
