import type { Attempt } from '../api/http/request.ts';
import type { WireAnswer } from '../api/http/transport-types.ts';
import { ApiError } from '../errors/api-errors.ts';
import { KnownSecrets } from '../secrets/known-secrets.ts';
import { bodySecrets, headerSecrets, isCredentialHeader, isSecretName, REDACTED } from '../secrets/names.ts';
import { handsOutTokens } from '../secrets/token-like.ts';
import { counted } from '../text/counted.ts';
import { safeJson, safeText } from './safe/safe-text.ts';
import { redactSecretText } from './secret-fields.ts';
import { redactBody } from './shown-body.ts';

type Redact = (text: string) => string;

/** The headers and the body of a request or an answer, without secrets; null for an empty body. */
interface ShownMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
}

/** One request and its answer, without secrets. */
interface ShownAttempt {
  readonly url: string;
  readonly request: ShownMessage;
  readonly answer: ShownMessage | null;
  readonly request_id: string | null;
  readonly duration_ms: number;
  /** Why no answer came. */
  readonly error: string | null;
}

/**
 * What may be shown of a request and its answer. Redacts secrets by the names of headers and fields, by their form, by
 * the known values, and by the values of the request, also where the API repeats them. Long bodies are cut.
 */
function showAttempt({ request, answer, error, duration_ms }: Attempt, redact: Redact): ShownAttempt {
  const request_id = answer?.headers['x-request-id'] ?? (error instanceof ApiError ? error.request_id : null);
  return {
    url: redactSecretText(request.url),
    request: { headers: headersOf(request.headers), body: bodyOf(request.body, redact) },
    answer: answer && answerOf(request.url, answer, redact),
    request_id,
    duration_ms: Math.round(duration_ms),
    error: error && !answer ? error.message : null,
  };
}

/** Removes the known secrets and those that the request carries, and makes the text safe to show. */
function redactionFor({ request }: Attempt, secrets: KnownSecrets): Redact {
  const carried = new KnownSecrets([...headerSecrets(request.headers), ...bodySecrets(request.body)]);
  return (text) => carried.redact(secrets.redact(safeText(text)));
}

/** One request and its answer for `--debug`, a line each. */
export function debugText(attempt: Attempt, secrets: KnownSecrets): string {
  const redact = redactionFor(attempt, secrets);
  const { url, request, answer, duration_ms, error } = showAttempt(attempt, redact);
  const time = `${duration_ms} ms`;
  const lines = [
    `> ${attempt.request.method} ${url} (attempt ${attempt.number})`,
    ...messageLines('>', request),
    attempt.answer ? `< ${attempt.answer.status} in ${time}` : `< no answer after ${time}`,
    ...(answer ? messageLines('<', answer) : []),
    ...(error === null ? [] : [`< ${error}`]),
  ];
  return lines.map((line) => `debug: ${redact(line)}\n`).join('');
}

function messageLines(mark: string, { headers, body }: ShownMessage): string[] {
  const lines = headers.map(([name, value]) => `${mark} ${name}: ${value}`);
  return body === null ? lines : [...lines, `${mark} ${body}`];
}

/** The same as one line of JSON, for `--log-file`. `time`: milliseconds since 1970. */
export function attemptLine(attempt: Attempt, time: number, secrets: KnownSecrets): string {
  const redact = redactionFor(attempt, secrets);
  const { url, request, answer, request_id, duration_ms, error } = showAttempt(attempt, redact);
  const message = ({ headers, body }: ShownMessage) => ({
    headers: Object.fromEntries(headers.map(([name, value]) => [redact(name), redact(value)])),
    body: body === null ? null : redact(body),
  });
  const line = {
    time: new Date(time).toISOString(),
    event: 'request',
    method: attempt.request.method,
    url: redact(url),
    status: attempt.answer?.status ?? null,
    request_id: request_id === null ? null : redact(request_id),
    attempt: attempt.number,
    duration_ms,
    error: error === null ? null : redact(error),
    request: message(request),
    answer: answer && message(answer),
  };
  return `${secrets.redactJson(safeJson(line))}\n`;
}

/** The answer. Of answers that hand out tokens it shows no value that may be a token not known yet. */
function answerOf(url: string, { headers, body }: WireAnswer, redact: Redact): ShownMessage {
  if (!handsOutTokens(url)) return { headers: headersOf(headers), body: bodyOf(body, redact) };
  const { location, ...others } = headers;
  const moved = location === undefined ? [] : [['location', REDACTED] as const];
  const length =
    body === '' ? null : `${counted(Buffer.byteLength(body), 'byte')}, not shown: they may hold a token`;
  return { headers: [...headersOf(others), ...moved], body: length };
}

function headersOf(headers: Readonly<Record<string, string>>): ShownMessage['headers'] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    isSecretName(name) || isCredentialHeader(name, value) ? REDACTED : redactSecretText(value),
  ]);
}

const bodyOf = (body: string | null | undefined, redact: Redact): string | null =>
  body ? redactBody(body, redact) : null;
