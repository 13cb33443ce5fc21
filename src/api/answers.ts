import { AitronosError, ApiError } from '../errors/api-errors.ts';
import { cutText } from '../text/cut.ts';
import { foldCase } from '../text/fold-case.ts';
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
  if (isOfUser(user_id, found)) return found;
  const message = `the API was asked about ${user_id}, and answered about another user`;
  throw wrongAnswerError('UNEXPECTED_STATE', message);
}

/** True where an answer is about this user, or names none. */
export function isOfUser(user_id: string, found: object): boolean {
  const own: unknown = Reflect.get(found, 'user_id') ?? null;
  const id: unknown = own ?? Reflect.get(found, 'id') ?? null;
  return id === null || id === user_id || (own === null && typeof id === 'string' && OF_MEMBERSHIP.test(id));
}

/** True where an answer tells of a user: what it says besides is no error then. */
export const namesUser = (answer: object): boolean =>
  ['id', 'user_id', 'user', 'account_state'].some((name) => (Reflect.get(answer, name) ?? null) !== null);

/** True where an answer is about this organization, or names none. */
export function isOfOrganization(organization_id: string, found: object): boolean {
  const told: unknown = Reflect.get(found, 'organization_id') ?? null;
  return told === null || told === organization_id;
}

/** True where an answer is about this address, or names none. */
export function isOfAddress(email: string, found: object): boolean {
  const told: unknown = Reflect.get(found, 'email') ?? null;
  return told === null || (typeof told === 'string' && foldCase(told) === foldCase(email));
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

/**
 * Returns the rows of a list when each belongs to the requested organization or names none. Throws `AitronosError`
 * (`UNEXPECTED_ANSWER`) when one belongs to another one.
 */
export function requireRowsOf<O extends object>(organization_id: string, what: string, rows: O[]): O[] {
  if (rows.every((row) => isOfOrganization(organization_id, row))) return rows;
  const message = `the API answered a list of ${what} of another organization than ${organization_id}`;
  throw new AitronosError('UNEXPECTED_ANSWER', message);
}

/** The error for a successful answer (200) with wrong contents. */
export const wrongAnswerError = (code: string, message: string, options?: ErrorOptions): ApiError =>
  new ApiError({ code, message, status: 200 }, options);

/**
 * The rows of a list: a bare array, or the first of these fields that holds one; entries that are no objects are
 * dropped. The type of the rows is the caller's claim. Throws `AitronosError` (`UNEXPECTED_ANSWER`) for any other
 * answer, and for an error beside a list.
 */
export function rowsOf<R>(answer: unknown, what: string, ...fields: readonly string[]): R[] {
  return entriesOf(answer, what, fields).filter((row): row is R => isObject(row));
}

/**
 * The same for a list that decides who is a member, an owner or protected: throws for one with an entry that is no
 * object, because it would be believed in part.
 */
export function everyRowOf<R>(answer: unknown, what: string, ...fields: readonly string[]): R[] {
  const entries = entriesOf(answer, what, fields);
  const rows = entries.filter((row): row is R => isObject(row));
  if (rows.length < entries.length) throw unexpectedAnswer(`a list of ${what}`, answer);
  return rows;
}

/** The same with those that are no objects. */
export function entriesOf(answer: unknown, what: string, fields: readonly string[]): readonly unknown[] {
  const isWrapped = isObject(answer) && !tellsError(answer);
  const wrapped: unknown = isWrapped ? fields.map((name) => answer[name]).find(Array.isArray) : answer;
  if (!Array.isArray(wrapped)) throw unexpectedAnswer(`a list of ${what}`, answer);
  return wrapped;
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
  if (!isObject(answer) || tellsError(answer)) throw unexpectedAnswer(what, answer);
  return answer;
}

const MOST_BYTES = 200;

/** True for an answer of success that tells of an error, as gateways and older endpoints do. */
export const tellsError = (answer: Answer): boolean =>
  flagIn(answer) !== '' || wordsIn(answer['error']) !== null;

/**
 * The words for what went wrong in an answer that is not the one that was due, in any of the forms of the API,
 * gateways and frameworks: `{"error":{"message","code"}}`, `{"error":"…"}`, `{"detail":"…"}`, `{"detail":[{"msg"}]}`,
 * `{"message":"…"}`, `{"error":true}`, `{"status":500}`. Empty for none; 200 bytes at most.
 */
export function errorWords(answer: Answer): string {
  return cutText(toldWords(answer) ?? flagIn(answer), MOST_BYTES);
}

function toldWords({ error, detail, errors, message, success, user }: Answer): string | null {
  const told = [error, detail, errors, success === true || isObject(user) ? null : message].map(wordsIn);
  return told.find((words) => words !== null) ?? null;
}

const FLAGS = ['success', 'ok', 'status', 'statusCode', 'status_code'];

/** What alone says that something went wrong, such as `success: false`; empty where nothing does. */
function flagIn(answer: Answer): string {
  if (answer['error'] === true) return 'error: true';
  const name = FLAGS.find((one) => isBad(answer[one]) && !(one === 'status' && isUsersOwn(answer)));
  return name === undefined ? '' : `${name}: ${answer[name]}`;
}

/** True where a status is one of the user's own fields: beside the state of an account, without a trace of an error. */
function isUsersOwn(answer: Answer): boolean {
  const traces = [answer['error'], answer['errors'], answer['code'], answer['reason']].flat();
  return typeof answer['account_state'] === 'string' && toldWords(answer) === null && !traces.some(Boolean);
}

const isBad = (value: unknown): boolean =>
  typeof value === 'number'
    ? value >= 400
    : [false, 'error', 'fail', 'failed', 'failure'].some((one) => one === value);

type Answer = Readonly<Record<string, unknown>>;

function wordsIn(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const [first]: unknown[] = Array.isArray(value) ? value : [value];
  if (!isObject(first)) return isText(first) ? first : null;
  const { message, msg, detail, code } = first as Answer;
  const [told]: unknown[] = [code].flat();
  // A number below is no error: some tell 0 or 200 of a success.
  return [message, msg, detail, isStatus(told) ? String(told) : told].find(isText) ?? null;
}

/** An object may be one that no number can be made of. */
const isStatus = (value: unknown): boolean => typeof value !== 'object' && Number(value) >= 400;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The error (`UNEXPECTED_ANSWER`) for another answer than was due, with the error that it tells of. */
export function unexpectedAnswer(due: string, answer?: unknown): AitronosError {
  const told = isObject(answer) ? errorWords(answer) : '';
  const message = `the API answered with something other than ${due}${told === '' ? '' : `: an error (${told})`}`;
  return new AitronosError('UNEXPECTED_ANSWER', message);
}
