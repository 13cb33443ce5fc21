import type { ErrorBody } from '../errors.ts';
import { safeJson, safeText } from './safe-text.ts';
import type { Style } from './style.ts';

/** An error for a reader: what happened, its code, status and request id, and the next step. */
export function errorText(error: ErrorBody, style: Style): string {
  const facts = [
    error.code,
    error.status === null ? null : `HTTP ${error.status}`,
    error.request_id === null ? null : `request ${error.request_id}`,
  ].filter((fact) => fact !== null);
  const lines = [`${style.error('error:')} ${safeText(error.message)} (${safeText(facts.join(', '))})`];
  if (error.hint) lines.push(`${style.hint('hint:')} ${safeText(error.hint)}`);
  return `${lines.join('\n')}\n`;
}

/** The same error for a program: one line of JSON. */
export function errorJson(error: ErrorBody): string {
  return `${safeJson({ error })}\n`;
}
