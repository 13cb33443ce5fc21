import { AitronosError } from '../errors/api-errors.ts';
import { cutText } from '../text/cut.ts';
import { kindOf } from './checks/bad-option.ts';

/**
 * A template tag for paths: each value becomes one segment, percent-encoded.
 * Throws `AitronosError` (`BAD_PATH`), naming the part before it, for a segment that is no text or could lead
 * elsewhere: one that is empty, `.` or `..`, or holds a slash, which some servers decode before they look.
 */
export function path(parts: TemplateStringsArray, ...segments: readonly string[]): string {
  return parts.reduce((text, part, index) => text + segment(segments[index - 1], text) + part);
}

/** The path with these parameters as its query; those without a value are left out. */
export function addQuery(address: string, params: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? address : `${address}?${query}`;
}

const ELSEWHERE = /^\.{0,2}$|[/\\]/;
const LONGEST_SHOWN = 200;

/** A program without types can give anything: `null` would become the id of a user. */
function segment(value: unknown, before: string): string {
  if (typeof value !== 'string' || ELSEWHERE.test(value)) {
    const given = typeof value === 'string' ? JSON.stringify(cutText(value, LONGEST_SHOWN)) : kindOf(value);
    throw new AitronosError('BAD_PATH', `${given} cannot be part of a path: expected an id after ${before}`);
  }
  return encodeURIComponent(value);
}
