import type { Attempt } from '../api/http.ts';
import { safeText } from './safe-text.ts';

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'x-api-key',
  'api-key',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);
const SECRET_FIELDS =
  /("(?:access_token|refresh_token|refreshToken|token|password|verification_code|email_key|api_key|key)"\s*:\s*)("(?:[^"\\]|\\.)*"|\d+)/g;
const REDACTED = '[redacted]';

/** One request and its answer for `--debug`, a line each. Secrets are left out, also where the API echoes one. */
export function debugText(
  { number, request, answer, error, duration_ms }: Attempt,
  secrets: readonly string[],
): string {
  const lines = [
    `> ${request.method} ${request.url} (attempt ${number})`,
    ...headerLines('>', request.headers),
    ...(request.body === null ? [] : [`> ${request.body}`]),
    answer
      ? `< ${answer.status} in ${Math.round(duration_ms)} ms`
      : `< no answer after ${Math.round(duration_ms)} ms`,
    ...(answer ? headerLines('<', answer.headers) : []),
    ...(answer?.body ? [`< ${answer.body}`] : []),
    ...(error && !answer ? [`< ${error.message}`] : []),
  ];
  return lines.map((line) => `debug: ${safeText(redact(line, secrets))}\n`).join('');
}

function headerLines(mark: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(
    ([name, value]) => `${mark} ${name}: ${SECRET_HEADERS.has(name) ? REDACTED : value}`,
  );
}

function redact(line: string, secrets: readonly string[]): string {
  const fields = line.replace(SECRET_FIELDS, `$1"${REDACTED}"`);
  return secrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), fields);
}
