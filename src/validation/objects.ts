import { WideNumber } from '../text/json.ts';

/** True for a plain object: no list, no null, no `WideNumber`. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WideNumber);

/** The value when it is a text, else null: files and APIs may hold other types than documented. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** True for a text or null. */
export const isTextOrNull = (value: unknown): value is string | null =>
  value === null || typeof value === 'string';

/** True for an instant as this program writes it: ISO 8601, in UTC, with milliseconds. */
export function isInstant(value: unknown): value is string {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString() === value;
}
