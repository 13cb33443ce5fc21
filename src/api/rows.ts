import { AitronosError } from '../errors/api-errors.ts';
import { isObject } from '../validation/objects.ts';

/**
 * The rows of a list: a bare array, or the first of these fields that holds one; entries that are no objects are
 * dropped.
 * The type of the rows is the caller's claim. Throws `AitronosError` (`UNEXPECTED_ANSWER`) for any other answer.
 */
export function rowsOf<R>(answer: unknown, what: string, ...fields: readonly string[]): R[] {
  const wrapped = isObject(answer) ? fields.map((name) => answer[name]).find(Array.isArray) : answer;
  if (!Array.isArray(wrapped)) throw unexpected(`a list of ${what}`);
  return wrapped.filter((row): row is R => isObject(row));
}

/**
 * One object, of the type that the caller claims.
 * Throws `AitronosError` (`UNEXPECTED_ANSWER`) for any other answer.
 */
export function objectOf<R>(answer: R, what: string): R {
  if (!isObject(answer)) throw unexpected(what);
  return answer;
}

/** The first of these fields that holds a number of rows; null when none does. */
export function totalOf(answer: unknown, ...fields: readonly string[]): number | null {
  const numbers = isObject(answer) ? fields.map((name) => answer[name]) : [];
  return numbers.find(isCount) ?? null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const unexpected = (due: string) =>
  new AitronosError('UNEXPECTED_ANSWER', `the API answered something else than ${due}`);
