import { AitronosError } from './errors.ts';

/**
 * A tag for paths: each value becomes one segment, percent-encoded.
 * Throws `AitronosError` (`BAD_PATH`) for a segment that would lead elsewhere: empty, `.` or `..`.
 */
export function path(parts: TemplateStringsArray, ...segments: readonly string[]): string {
  return parts.reduce((text, part, index) => text + segment(segments[index - 1] ?? '') + part);
}

function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new AitronosError('BAD_PATH', `${JSON.stringify(value)} cannot be part of a path`);
  }
  return encodeURIComponent(value);
}
