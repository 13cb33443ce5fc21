import { setMaxListeners } from 'node:events';
import { AitronosError } from '../../errors/api-errors.ts';
import { KnownSecrets } from '../../secrets/known-secrets.ts';
import { cutText } from '../../text/cut.ts';
import { didYouMean, findNearest } from '../../text/nearest.ts';
import type { RawRequest, RequestOptions } from '../http/request.ts';
import { badOption, kindOf, requireOptions } from './bad-option.ts';
import { CONNECTION_HEADERS, isHeaderValue, isHttpToken } from './header-fields.ts';

/** The longest time that Node's timers take: a longer one, and `Infinity`, would be over after a millisecond. */
const LONGEST_MS = 2 ** 31 - 1;

/** The milliseconds of an option of the library. Throws `AitronosError` (`BAD_OPTION`). */
export function checkMilliseconds(name: string, given: number): number {
  if (typeof given === 'number' && given >= 1 && given <= LONGEST_MS) return given;
  throw badNumber(name, `milliseconds from 1 to ${LONGEST_MS}`, given);
}

/** A whole number of an option of the library, `least` or more. Throws `AitronosError` (`BAD_OPTION`). */
export function checkWholeNumber(name: string, given: number, least: 0 | 1): number {
  if (Number.isSafeInteger(given) && given >= least) return given;
  throw badNumber(name, `a whole number from ${least}`, given);
}

/**
 * A value of a header, which a program without types may give as a number. Throws `AitronosError` (`BAD_OPTION`), which
 * never quotes it: it may be a secret.
 */
export function checkHeaderValue(name: string, given: unknown): string {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof given);
  if (isPlain && isHeaderValue(String(given))) return String(given);
  throw badOption(`${name}: expected text in Latin-1 without line ends and control characters`);
}

/** The texts that answers lose, which are never quoted here. Throws `AitronosError` (`BAD_OPTION`). */
export function checkSecrets(given: KnownSecrets | readonly string[]): KnownSecrets {
  if (given instanceof KnownSecrets) return given;
  if (Array.isArray(given) && given.every((text) => typeof text === 'string')) return new KnownSecrets(given);
  const kind = Array.isArray(given) ? 'a list with something else in it' : kindOf(given);
  throw badOption(`secrets: expected a list of strings, got ${kind}`);
}

/**
 * All names that an object of options may have, and which of them are functions or objects with these methods; the
 * compiler misses none.
 */
export type Names<T> = Readonly<Record<keyof T, true | 'function' | readonly string[]>>;

const LONGEST_NAME_BYTES = 100;

/**
 * Options of which each is known: a misspelt one would be passed over, and the request go to another address or ask for
 * everybody. What is no function would be called when it is too late for an error: after a change, for one. Throws
 * `AitronosError` (`BAD_OPTION`).
 */
export function checkNames<T extends object>(what: string, given: T, names: Names<T>): T {
  requireOptions(what, given);
  if (given instanceof AbortSignal) throw badOption(`${what}: expected an object: { signal }`);
  // Done for each row: no entries are made, and what is inherited, which is neither of both, is left for last.
  for (const name in given) {
    const known: unknown = names[name];
    if (known === true) continue;
    if (known === 'function') checkFunction(name, given[name]);
    else if (Array.isArray(known)) checkMethods(name, given[name], known);
    else if (Object.hasOwn(given, name)) throw noSuchOption(what, name, Object.keys(names));
  }
  return given;
}

/**
 * The fields of an object of which each is known, as they are now: the caller may use the object for the next call
 * while a list is read. Also those of a class with getters, which a spread passes over: a filter would ask for
 * everybody. Throws as `checkNames` does.
 */
export function takeFields<T extends object>(what: string, given: T, names: Names<T>): T {
  checkNames(what, given, names);
  return valuesOf(given, names);
}

/** What is there without a value is left out, and does not take the place of a default. */
function valuesOf<T extends object>(given: T, names: Names<T>): T {
  const fields = Object.keys(names).map((name) => [name, Reflect.get(given, name)]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value === 'function' || value === undefined || value === null) return;
  throw badOption(`${name}: expected a function, got ${kindOf(value)}`);
}

function checkMethods(name: string, value: unknown, methods: readonly string[]): void {
  if (value === undefined || value === null) return;
  const missing = methods.find((method) => typeof Reflect.get(Object(value), method) !== 'function');
  if (missing !== undefined) throw badOption(`${name}: expected an object with ${missing}()`);
}

function noSuchOption(what: string, name: string, known: readonly string[]): AitronosError {
  const meant = didYouMean(findNearest(name, known)) ?? `there are ${known.join(', ')}`;
  return badOption(`${what}: there is no ${cutText(JSON.stringify(name), LONGEST_NAME_BYTES)}; ${meant}`);
}

export const OF_A_CALL: Names<RequestOptions> = {
  signal: true,
  stopSignal: true,
  gate: ['acquire', 'release'],
  beforeSend: 'function',
  retries: true,
  repeatable: true,
  mostBytes: true,
  packed: true,
  onAttempt: 'function',
};

/**
 * The options of a call, over those that its method has by itself; null is none, as `fetch` has it. Throws
 * `AitronosError` (`BAD_OPTION`).
 */
export function checkCall(given?: RequestOptions | null, own?: RequestOptions): RequestOptions {
  const options = given ?? {};
  const { signal, stopSignal, mostBytes } = checkNames('options of a call', options, OF_A_CALL);
  checkSignal('signal', signal);
  checkSignal('stopSignal', stopSignal);
  if (mostBytes !== undefined && mostBytes !== Infinity) checkWholeNumber('mostBytes', mostBytes, 1);
  return own === undefined ? options : { ...own, ...valuesOf(options, OF_A_CALL) };
}

/** Not by its class, because some programs have another one in place of Node's. */
function checkSignal(name: string, given: AbortSignal | undefined): void {
  if (given === undefined || given === null) return;
  if (typeof given.throwIfAborted !== 'function') {
    const meant = given instanceof AbortController ? 'its controller' : kindOf(given);
    throw badOption(`${name}: expected an AbortSignal, got ${meant}`);
  }
  // One signal may stop a hundred calls, all rows of a run for one: Node would warn of a leak at the eleventh.
  if (SEEN.has(given) || !(given instanceof EventTarget)) return;
  SEEN.add(given);
  setMaxListeners(0, given);
}

const SEEN = new WeakSet<AbortSignal>();

const OF_A_REQUEST: Names<RawRequest> = { method: true, path: true, body: true, headers: true };

/**
 * The request with its method in capitals, as the API has all of them, and its headers in lower case, so that none is
 * there twice. Throws `AitronosError` (`BAD_OPTION`; `BAD_PATH` for a path that is no text).
 */
export function checkRequest(request: RawRequest): RawRequest {
  const { method, path, body, headers } = checkNames('request', request, OF_A_REQUEST);
  if (typeof method !== 'string' || !isHttpToken(method) || method.toUpperCase() === 'CONNECT')
    throw badOption('method: expected a method such as GET');
  if (typeof path !== 'string')
    throw new AitronosError('BAD_PATH', `path: expected text such as /v1/user/me, got ${kindOf(path)}`);
  if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw badOption(`body: expected text or bytes, got ${typeof body}`);
  return { method: method.toUpperCase(), path, body, headers: headers && checkHeaders(headers) };
}

function checkHeaders(given: object): Record<string, string> {
  if (typeof given !== 'object' || Symbol.iterator in given)
    throw badOption('headers: expected an object; Object.fromEntries makes one of a `Headers`');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    if (!isHttpToken(name))
      throw badOption('headers: a name has characters that no header can have, or none');
    if (CONNECTION_HEADERS.includes(lower)) throw badOption(`headers: ${lower} is set by the client itself`);
    if (Object.hasOwn(headers, lower)) throw badOption(`headers: ${lower} is given twice`);
    headers[lower] = checkHeaderValue(`headers: ${lower}`, value);
  }
  return headers;
}

/** A program without types can give anything. */
const badNumber = (name: string, wanted: string, given: unknown): AitronosError =>
  badOption(`${name}: expected ${wanted}, got ${typeof given === 'number' ? given : kindOf(given)}`);
