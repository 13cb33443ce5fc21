import { AitronosError, ApiError } from '../errors/api-errors.ts';
import { cutText } from '../text/cut.ts';
import { isObject } from '../validation/objects.ts';

/** The objects of a list; empty for any other value. */
export const keepObjects = <O extends object>(value: unknown): O[] =>
  Array.isArray(value) ? value.filter((one): one is O => isObject(one)) : [];

/** Prefixes of membership ids, which do not tell the user. */
const OF_MEMBERSHIP = /^(?:orgusr|orguser|ogu)_/;

/**
 * Returns the object when it belongs to the requested user or names no user.
 * Throws `ApiError` (`UNEXPECTED_STATE`) when it belongs to another user.
 */
export function requireSameUser<O extends object>(user_id: string, found: O): O {
  const own: unknown = Reflect.get(found, 'user_id') ?? null;
  const id: unknown = own ?? Reflect.get(found, 'id') ?? null;
  const says = own !== null || !(typeof id === 'string' && OF_MEMBERSHIP.test(id));
  if (id === null || id === user_id || !says) return found;
  throw wrongAnswerError(
    'UNEXPECTED_STATE',
    `the API was asked about ${user_id}, and answered about another user`,
  );
}

/** True where an answer is about this organization, or names none. */
export function isOfOrganization(organization_id: string, found: object): boolean {
  const told: unknown = Reflect.get(found, 'organization_id') ?? null;
  return told === null || told === organization_id;
}

/**
 * Returns the object when it belongs to the requested organization or names none. Throws `ApiError`
 * (`UNEXPECTED_STATE`) when it belongs to another one.
 */
export function requireSameOrganization<O extends object>(organization_id: string, found: O): O {
  if (isOfOrganization(organization_id, found)) return found;
  const message = `the API was asked about ${organization_id}, and answered about another organization`;
  throw wrongAnswerError('UNEXPECTED_STATE', message);
}

/** The error for a successful answer (200) with wrong contents. */
export const wrongAnswerError = (code: string, message: string): ApiError =>
  new ApiError({
    code,
    message,
    status: 200,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retry_after_s: null,
  });

/**
 * The rows of a list: a bare array, or the first of these fields that holds one; entries that are no objects are
 * dropped.
 * The type of the rows is the caller's claim. Throws `AitronosError` (`UNEXPECTED_ANSWER`) for any other answer.
 */
export function rowsOf<R>(answer: unknown, what: string, ...fields: readonly string[]): R[] {
  const wrapped = isObject(answer) ? fields.map((name) => answer[name]).find(Array.isArray) : answer;
  if (!Array.isArray(wrapped)) throw unexpected(`a list of ${what}`, answer);
  return wrapped.filter((row): row is R => isObject(row));
}

/** The name of the list in an object that has one list in it; empty for every other answer. */
export function onlyList(answer: unknown): string[] {
  const lists = isObject(answer) ? Object.keys(answer).filter((name) => Array.isArray(answer[name])) : [];
  return lists.length === 1 ? lists : [];
}

/**
 * One object, of the type that the caller claims.
 * Throws `AitronosError` (`UNEXPECTED_ANSWER`) for any other answer, and for an error in an answer of success.
 */
export function objectOf<R>(answer: R, what: string): R {
  if (!isObject(answer) || toldError(answer) !== '') throw unexpected(what, answer);
  return answer;
}

const MOST_BYTES = 200;

/** The error that an answer of success tells of, as gateways and older endpoints do; empty where it tells of none. */
function toldError(answer: unknown): string {
  if (!isObject(answer)) return '';
  const error = isObject(answer['error']) ? answer['error'] : {};
  const said = [error['message'], error['code']].find((text) => typeof text === 'string' && text !== '');
  if (answer['success'] !== false && said === undefined) return '';
  return `an error (${typeof said === 'string' ? cutText(said, MOST_BYTES) : 'success: false'})`;
}

/** The first of these fields that holds a number of rows; null when none does. */
export function totalOf(answer: unknown, ...fields: readonly string[]): number | null {
  const numbers = isObject(answer) ? fields.map((name) => answer[name]) : [];
  return numbers.find(isCount) ?? null;
}

/** The rows, unless the answer says that there are more. Throws `AitronosError` (`UNEXPECTED_ANSWER`) then. */
export function wholeList<R>(rows: R[], answer: unknown): R[] {
  const total = totalOf(answer, 'total', 'total_count');
  const hasMore = isObject(answer) && answer['has_more'] === true;
  if (!hasMore && (total === null || total <= rows.length)) return rows;
  const all = total === null ? '' : ` of ${total}`;
  throw unexpected(`the whole list: ${rows.length}${all} rows, and no way to ask for the others`);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function unexpected(due: string, answer?: unknown): AitronosError {
  const told = toldError(answer);
  const message = `the API answered something else than ${due}${told === '' ? '' : `: ${told}`}`;
  return new AitronosError('UNEXPECTED_ANSWER', message);
}
