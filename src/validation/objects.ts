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

/** What a table has for a word that a user typed: not what every object inherits, as for `constructor`. */
export const entryFor = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

export type Check = (value: unknown) => boolean;

export const isText = (value: unknown): value is string => typeof value === 'string';

/** True for a whole number from 1 on. */
export const isPositive: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 1;

export const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

export const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** True for an object with these fields; it may have others. */
export const hasFields = (fields: Readonly<Record<string, Check>>): Check => {
  const checks = Object.entries(fields);
  return (value) => isObject(value) && checks.every(([name, check]) => check(value[name]));
};

/** The same of one that has no other field. */
export const hasOnlyFields = (fields: Readonly<Record<string, Check>>): Check => {
  const hasAll = hasFields(fields);
  return (value) =>
    isObject(value) && Object.keys(value).every((name) => Object.hasOwn(fields, name)) && hasAll(value);
};

export const isObjectOfTexts: Check = (value) => isObject(value) && Object.values(value).every(isText);
