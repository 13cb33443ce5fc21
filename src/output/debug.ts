import type { Attempt } from '../api/http/request.ts';
import type { WireAnswer } from '../api/http/transport-types.ts';
import { KnownSecrets } from '../secrets/known-secrets.ts';
import { bodySecrets, headerSecrets, isCredentialHeader, isSecretName, REDACTED } from '../secrets/names.ts';
import { handsOutTokens } from '../secrets/token-like.ts';
import { safeText } from './safe/safe-text.ts';
import { redactSecretText } from './secret-fields.ts';
import { redactBody } from './shown-body.ts';

/**
 * One request and its answer for `--debug`, a line each. Redacts secrets by the names of headers and fields, by their
 * form, by the known values, and by the values of the request, also where the API repeats them. Long bodies are
 * cut.
 */
export function debugText(
  { number, request, answer, error, duration_ms }: Attempt,
  secrets: KnownSecrets,
): string {
  const carried = new KnownSecrets([...headerSecrets(request.headers), ...bodySecrets(request.body)]);
  const redact = (text: string) => carried.redact(secrets.redact(safeText(text)));
  const time = `${Math.round(duration_ms)} ms`;
  const lines = [
    `> ${request.method} ${redactSecretText(request.url)} (attempt ${number})`,
    ...headerLines('>', request.headers),
    ...bodyLines('>', request.body, redact),
    answer ? `< ${answer.status} in ${time}` : `< no answer after ${time}`,
    ...(answer ? answerLines(request.url, answer, redact) : []),
    ...(error && !answer ? [`< ${error.message}`] : []),
  ];
  return lines.map((line) => `debug: ${redact(line)}\n`).join('');
}

type Redact = (text: string) => string;

/** The answer. Of answers that hand out tokens it shows no value that may be a token not known yet. */
function answerLines(url: string, { headers, body }: WireAnswer, redact: Redact): string[] {
  if (!handsOutTokens(url)) return [...headerLines('<', headers), ...bodyLines('<', body, redact)];
  const { location, ...others } = headers;
  const moved = location === undefined ? [] : [`< location: ${REDACTED}`];
  const length = body === '' ? [] : [`< ${Buffer.byteLength(body)} bytes, not shown: they may hold a token`];
  return [...headerLines('<', others), ...moved, ...length];
}

function headerLines(mark: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(
    ([name, value]) =>
      `${mark} ${name}: ${isSecretName(name) || isCredentialHeader(name, value) ? REDACTED : redactSecretText(value)}`,
  );
}

function bodyLines(mark: string, body: string | null | undefined, redact: Redact): string[] {
  return body ? [`${mark} ${redactBody(body, redact)}`] : [];
}
