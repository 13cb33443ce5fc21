import { ApiError, ConnectionError } from '../../../errors/api-errors.ts';
import { redactAddress } from '../../../secrets/addresses.ts';
import { handsOutTokens, redactTokenLike } from '../../../secrets/token-like.ts';
import { cutFields, cutText } from '../../../text/cut.ts';
import { readJson as parseJson, TooDeep } from '../../../text/json.ts';
import { isUnfinished } from '../../../text/json-scan.ts';
import { plainLetters } from '../../../text/shown.ts';
import { isObject } from '../../../validation/objects.ts';
import { retryAfter } from '../retries/retry-after.ts';
import type { AnswerHead, WireAnswer } from '../transport-types.ts';

/** The largest answer that is read, in bytes. A list of ten thousand users is smaller. */
export const LARGEST_ANSWER_BYTES = 10 * 1024 * 1024;

const LONGEST_QUOTE = 200;
const LONGEST_NAME = 200;
const MOST_MESSAGE_BYTES = 4 * 1024;
const MOST_DETAILS_BYTES = 16 * 1024;

/**
 * The JSON of a 2xx (undefined for 204). Throws `ApiError` for every other status, for a 2xx that is not JSON
 * (`NOT_JSON`), and for JSON nested too deep to process (`ANSWER_TOO_DEEP`). Throws `ConnectionError`
 * (`ANSWER_CUT_SHORT`) where the end of the connection is that of the body, and the JSON has none.
 * `now` in milliseconds.
 */
export function readJsonAnswer<T>(answer: WireAnswer, now: number, url: string): T {
  const { status, body } = requireSuccess(answer, now, url);
  const json = status === 204 ? undefined : parseBody(body);
  if (json === TOO_DEEP)
    throw apiError(answer, now, 'ANSWER_TOO_DEEP', 'the answer is nested too deep: more than 100 levels');
  // Unchecked: the caller states the shape of the answer.
  if (status === 204 || json !== undefined) return json as T;
  if (isOpenEnded(answer) && isUnfinished(body)) throw cutShort(url);
  throw apiError(answer, now, 'NOT_JSON', `the answer is not JSON${quoteBody(body, url)}`);
}

/** A 2xx as it came. Throws as `requireSuccess` does, and for JSON that was cut short as `readJsonAnswer` does. */
export function readRawAnswer(answer: WireAnswer, now: number, url: string): WireAnswer {
  const { headers, body } = requireSuccess(answer, now, url);
  const isJson = /json/i.test(headers['content-type'] ?? '') && body !== '';
  if (isJson && isOpenEnded(answer) && isUnfinished(body)) throw cutShort(url);
  return answer;
}

const cutShort = (url: string): ConnectionError =>
  new ConnectionError('ANSWER_CUT_SHORT', `the answer from ${new URL(url).host} was cut short`, true);

/**
 * The same for a change that only the status confirms: 202 and 207 do not.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3 and https://www.rfc-editor.org/rfc/rfc4918#section-11.1
 */
export function readDone<T>(answer: WireAnswer, now: number, url: string): T {
  const value = readJsonAnswer<T>(answer, now, url);
  const { status } = answer;
  if (status !== 202 && status !== 207) return value;
  throw apiError(answer, now, 'UNEXPECTED_STATE', `the API answered, but status ${status} confirms nothing`);
}

/**
 * True for a body that ends where the connection does, so that nothing else shows whether it is whole.
 * https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
const isOpenEnded = ({ headers }: WireAnswer): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;

/**
 * A 2xx without any parsing. Throws `ApiError` for every other status, also for a redirect (`REDIRECTED`):
 * redirects are not followed, because the token would be sent to another address. `now` in milliseconds.
 */
function requireSuccess(answer: WireAnswer, now: number, url: string): WireAnswer {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return answer;
  if (status >= 300 && status < 400) {
    const { location } = headers;
    // As a 304, which nothing asked for.
    if (location === undefined)
      throw apiError(answer, now, 'REDIRECTED', `the API answered with status ${status} and no address`);
    const target = handsOutTokens(url) ? 'another address' : quoteStart(redactAddress(location));
    throw apiError(answer, now, 'REDIRECTED', `the API redirects to ${target}; not followed`);
  }
  throw readRefusal(answer, parseBody(body), now, url);
}

/** The error envelope of https://docs.aitronos.com/docs/api-reference/error-codes, read leniently. */
function readRefusal(answer: WireAnswer, json: unknown, now: number, url: string): ApiError {
  const error = isObject(json) && isObject(json['error']) ? json['error'] : {};
  const text = (name: string, most_bytes = LONGEST_NAME) =>
    typeof error[name] === 'string' ? cutText(error[name], most_bytes) : null;
  const said = answer.body.trim() === '' ? '' : quoteBody(answer.body, url);
  const mayHoldTokens = handsOutTokens(url);
  const redactTokens = (value: string | null) =>
    value !== null && mayHoldTokens ? redactTokenLike(value) : value;
  return new ApiError({
    code: redactTokens(text('code')) || `HTTP_${answer.status}`,
    message:
      visibleOrNull(redactTokens(text('message', MOST_MESSAGE_BYTES))) ??
      `the API answered with status ${answer.status}${said}`,
    status: answer.status,
    type: redactTokens(text('type')),
    details:
      isObject(error['details']) && !mayHoldTokens ? cutFields(error['details'], MOST_DETAILS_BYTES) : {},
    trace_id: redactTokens(text('trace_id')),
    request_id: requestIdOf(answer) ?? redactTokens(text('trace_id')),
    retry_after_s: retryAfter(answer.status, answer.headers, now),
  });
}

/** The text, or null where nothing of it can be seen. */
const visibleOrNull = (text: string | null): string | null =>
  text === null || plainLetters(text).trim() === '' ? null : text;

/** The request id of the server, or null where the answer carries none. */
export function requestIdOf({ headers }: AnswerHead): string | null {
  const id = headers['x-request-id'];
  return id === undefined ? null : cutText(id, LONGEST_NAME);
}

/** An error that this client, not the API, states about an answer. */
function apiError(answer: WireAnswer, now: number, code: string, message: string): ApiError {
  const { status, headers } = answer;
  const retry_after_s = retryAfter(status, headers, now);
  return new ApiError({ code, message, status, request_id: requestIdOf(answer), retry_after_s });
}

const TOO_DEEP = Symbol('nested too deep');

/** The parsed JSON, `TOO_DEEP`, or undefined where the text is not JSON. */
function parseBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return error instanceof TooDeep ? TOO_DEEP : undefined;
  }
}

/** A colon and the beginning of the body, for a message. Empty where the endpoint hands out tokens. */
const quoteBody = (body: string, url: string): string => (handsOutTokens(url) ? '' : `: ${quoteStart(body)}`);

function quoteStart(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(short);
}
