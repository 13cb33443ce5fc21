import { ApiError } from './errors.ts';
import { retryAfter } from './retry.ts';
import type { WireAnswer } from './wire.ts';

const LONGEST_QUOTE = 200;

/**
 * The JSON of a 2xx (undefined for 204). Throws `ApiError` for everything else, also for a 2xx that is not JSON (`NOT_JSON`).
 * `now` in milliseconds.
 */
export function readJson<T>(answer: WireAnswer, now: number): T {
  const { status, body } = readWhole(answer, now);
  const json = status === 204 ? undefined : parse(body);
  // The answer's shape is the caller's claim.
  if (status === 204 || json !== undefined) return json as T;
  throw apiError(answer, now, 'NOT_JSON', `the answer is not JSON: ${quote(body)}`);
}

/**
 * A 2xx as it came. Throws `ApiError` for everything else, also for a redirect (`REDIRECTED`), which is never followed: it
 * would carry the token elsewhere. `now` in milliseconds.
 */
export function readWhole(answer: WireAnswer, now: number): WireAnswer {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return answer;
  if (status >= 300 && status < 400) {
    const target = headers['location'] ?? 'nowhere';
    throw apiError(answer, now, 'REDIRECTED', `the API redirects to ${quote(target)}; not followed`);
  }
  throw refusal(answer, parse(body), now);
}

/** The error envelope of https://docs.aitronos.com/docs/api-reference/error-codes, read leniently. */
function refusal(answer: WireAnswer, json: unknown, now: number): ApiError {
  const error = isObject(json) && isObject(json['error']) ? json['error'] : {};
  const text = (name: string) => (typeof error[name] === 'string' ? error[name] : null);
  const said = answer.body.trim() === '' ? '' : `: ${quote(answer.body)}`;
  return new ApiError({
    code: text('code') ?? `HTTP_${answer.status}`,
    message: text('message') ?? `the API answered with status ${answer.status}${said}`,
    status: answer.status,
    type: text('type'),
    details: isObject(error['details']) ? error['details'] : {},
    trace_id: text('trace_id'),
    request_id: answer.headers['x-request-id'] ?? text('trace_id'),
    retry_after_s: retryAfter(answer.status, answer.headers, now),
  });
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
    request_id: answer.headers['x-request-id'] ?? null,
    retry_after_s: retryAfter(answer.status, answer.headers, now),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quote(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(short);
}

/** True for an object with fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
