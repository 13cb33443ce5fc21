import { ApiError } from '../../../errors/api-errors.ts';
import { withoutCredentials } from '../../../secrets/addresses.ts';
import { handsOutTokens, withoutTokenLike } from '../../../secrets/token-like.ts';
import { cutFields, cutText } from '../../../text/cut.ts';
import { readJson as parseJson, TooDeep } from '../../../text/json.ts';
import { isObject } from '../../../validation/objects.ts';
import { retryAfter } from '../retry-rules.ts';
import type { WireAnswer } from '../transport-types.ts';

/** The largest answer that is read at all: a list of ten thousand people is smaller. */
export const LARGEST_ANSWER_BYTES = 10 * 1024 * 1024;

const LONGEST_QUOTE = 200;
const LONGEST_NAME = 200;
const MOST_MESSAGE_BYTES = 4 * 1024;
const MOST_DETAILS_BYTES = 16 * 1024;

/**
 * The JSON of a 2xx (undefined for 204). Throws `ApiError` for everything else, also for a 2xx that is not JSON (`NOT_JSON`) or is
 * nested too deep to work with (`ANSWER_TOO_DEEP`).
 * `now` in milliseconds.
 */
export function readJson<T>(answer: WireAnswer, now: number, url = ''): T {
  const { status, body } = readWhole(answer, now, url);
  const json = status === 204 ? undefined : parse(body);
  if (json === TOO_DEEP)
    throw apiError(answer, now, 'ANSWER_TOO_DEEP', 'the answer is nested too deep: more than 100 levels');
  // The answer's shape is the caller's claim.
  if (status === 204 || json !== undefined) return json as T;
  throw apiError(answer, now, 'NOT_JSON', `the answer is not JSON${quoted(body, url)}`);
}

/**
 * A 2xx as it came. Throws `ApiError` for everything else, also for a redirect (`REDIRECTED`), which is never followed: it
 * would carry the token elsewhere. `now` in milliseconds.
 */
export function readWhole(answer: WireAnswer, now: number, url = ''): WireAnswer {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return answer;
  if (status >= 300 && status < 400) {
    const target = handsOutTokens(url)
      ? 'another address'
      : quote(withoutCredentials(headers['location'] ?? 'nowhere'));
    throw apiError(answer, now, 'REDIRECTED', `the API redirects to ${target}; not followed`);
  }
  throw refusal(answer, parse(body), now, url);
}

/** The error envelope of https://docs.aitronos.com/docs/api-reference/error-codes, read leniently. */
function refusal(answer: WireAnswer, json: unknown, now: number, url: string): ApiError {
  const error = isObject(json) && isObject(json['error']) ? json['error'] : {};
  const text = (name: string, most_bytes = LONGEST_NAME) =>
    typeof error[name] === 'string' ? cutText(error[name], most_bytes) : null;
  const said = answer.body.trim() === '' ? '' : quoted(answer.body, url);
  const careful = handsOutTokens(url);
  const words = (told: string | null) => (told !== null && careful ? withoutTokenLike(told) : told);
  return new ApiError({
    code: words(text('code')) || `HTTP_${answer.status}`,
    message:
      words(text('message', MOST_MESSAGE_BYTES)) ?? `the API answered with status ${answer.status}${said}`,
    status: answer.status,
    type: words(text('type')),
    details: isObject(error['details']) && !careful ? cutFields(error['details'], MOST_DETAILS_BYTES) : {},
    trace_id: words(text('trace_id')),
    request_id: requestIdOf(answer) ?? words(text('trace_id')),
    retry_after_s: retryAfter(answer.status, answer.headers, now),
  });
}

/** What the server calls the request, where it says so. */
export function requestIdOf({ headers }: WireAnswer): string | null {
  const id = headers['x-request-id'];
  return id === undefined ? null : cutText(id, LONGEST_NAME);
}

/** An error of ours about an answer. */
function apiError(answer: WireAnswer, now: number, code: string, message: string): ApiError {
  return new ApiError({
    code,
    message,
    status: answer.status,
    type: null,
    details: {},
    trace_id: null,
    request_id: requestIdOf(answer),
    retry_after_s: retryAfter(answer.status, answer.headers, now),
  });
}

const TOO_DEEP = Symbol('nested too deep');

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return error instanceof TooDeep ? TOO_DEEP : undefined;
  }
}

/** What an answer said, after a colon. */
const quoted = (body: string, url: string): string => (handsOutTokens(url) ? '' : `: ${quote(body)}`);

function quote(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(short);
}
