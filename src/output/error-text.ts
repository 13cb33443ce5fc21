import type { ErrorBody } from '../errors/report.ts';
import type { Style } from './colour.ts';
import { problemLines } from './problem-lines.ts';
import { safeJson, safeText } from './safe/safe-text.ts';

/**
 * An error as text: what happened, its code, status and request id, and the next steps, a line each. `told`: the notes
 * before it, of which no step is repeated.
 */
export function errorText(error: ErrorBody, style: Style, told: readonly string[] = []): string {
  const facts = [
    error.code,
    error.status === null ? null : `HTTP ${error.status}`,
    error.request_id === null ? null : `request ${error.request_id}`,
  ].filter((fact) => fact !== null);
  const lines = [
    ...problems(error),
    `${style.error('error:')} ${safeText(error.message)} (${safeText(facts.join(', '))})`,
  ];
  const steps = error.hint?.split('\n') ?? [];
  const hints = steps.filter((step) => !told.some((text) => text === step || text.endsWith(`: ${step}`)));
  lines.push(...hints.map((hint) => `${style.hint('hint:')} ${safeText(hint)}`));
  return `${lines.join('\n')}\n`;
}

/** An error as one line of JSON. */
export function errorJson(error: ErrorBody): string {
  return `${safeJson({ error })}\n`;
}

/** The problems of an input. An answer of the API cannot add lines. */
function problems({ status, details }: ErrorBody): string[] {
  const found: unknown = details['problems'];
  return status === null && Array.isArray(found) ? problemLines(found, details['problem_count']) : [];
}

/** The stack of an error. Its message may hold foreign text, so every line gets a prefix. */
export const stackText = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => `debug: ${safeText(line)}\n`)
    .join('');
