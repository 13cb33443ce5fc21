import type { ErrorBody } from '../errors/report.ts';
import { showUnseen } from '../text/shown.ts';
import type { Style } from './colour.ts';
import { safeJson, safeText } from './safe/safe-text.ts';

/** An error as text: what happened, its code, status and request id, and the next steps, a line each. */
export function errorText(error: ErrorBody, style: Style): string {
  const facts = [
    error.code,
    error.status === null ? null : `HTTP ${error.status}`,
    error.request_id === null ? null : `request ${error.request_id}`,
  ].filter((fact) => fact !== null);
  const lines = [
    ...problems(error),
    `${style.error('error:')} ${safeText(error.message)} (${safeText(facts.join(', '))})`,
  ];
  const hints = error.hint?.split('\n') ?? [];
  lines.push(...hints.map((hint) => `${style.hint('hint:')} ${safeText(hint)}`));
  return `${lines.join('\n')}\n`;
}

/** An error as one line of JSON. */
export function errorJson(error: ErrorBody): string {
  return `${safeJson({ error })}\n`;
}

/**
 * The problems of an input, one a line: `file:line: column: what is wrong`. An answer of the API cannot add lines.
 */
function problems({ status, details }: ErrorBody): string[] {
  const found: unknown = details['problems'];
  return status === null && Array.isArray(found) ? found.map(problem) : [];
}

function problem({ file, line, column, message }: Readonly<Record<string, unknown>>): string {
  const place = [file, line].filter((part) => part !== null).join(':');
  // What cannot be seen is often what is wrong.
  return safeText(showUnseen([place, column, message].filter((part) => part !== null).join(': ')));
}

/** The stack of an error. Its message may hold foreign text, so every line gets a prefix. */
export const stackText = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => `debug: ${safeText(line)}\n`)
    .join('');
