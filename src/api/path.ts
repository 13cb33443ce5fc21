import { AitronosError } from '../errors/api-errors.ts';

/**
 * A template tag for paths: each value becomes one segment, percent-encoded.
 * Throws `AitronosError` (`BAD_PATH`) for a segment that would lead elsewhere (empty, `.` or `..`), naming the
 * part before it.
 */
export function path(parts: TemplateStringsArray, ...segments: readonly string[]): string {
  return parts.reduce((text, part, index) => text + segment(segments[index - 1], text) + part);
}

function segment(value: string | undefined, before: string): string {
  if (value === undefined || value === '' || value === '.' || value === '..') {
    const given = value === undefined ? 'undefined' : JSON.stringify(value);
    throw new AitronosError('BAD_PATH', `${given} cannot be part of a path: an id is wanted after ${before}`);
  }
  return encodeURIComponent(value);
}
