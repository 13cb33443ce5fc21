import type { ErrorBody } from '../errors/report.ts';
import type { Style } from './colour.ts';
import { safeJson, safeText } from './safe/safe-text.ts';

/** An error for a reader: what happened, its code, status and request id, and the next step. */
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
  if (error.hint) lines.push(`${style.hint('hint:')} ${safeText(error.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** The same error for a program: one line of JSON. */
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
  return safeText([place, column, message].filter((part) => part !== null).join(': '));
}

/** Where in the program something was thrown. Words of others stand in it, so every line says whose it is. */
export const stackText = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => `debug: ${safeText(line)}\n`)
    .join('');
