import { WideNumber } from '../text/json.ts';

/** True for an object with named fields: no list, no null, and no number that is kept as it was written. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WideNumber);

/** The text, or null for any other value: what a file or an API says of its types is not believed unseen. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
