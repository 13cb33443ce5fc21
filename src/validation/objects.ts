import { WideNumber } from '../text/json.ts';

/** True for a plain object: no list, no null, no `WideNumber`. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WideNumber);

/** The value when it is a text, else null: files and APIs may hold other types than documented. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
