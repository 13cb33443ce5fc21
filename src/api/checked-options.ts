import { AitronosError } from '../errors/api-errors.ts';
import { CONNECTION_HEADERS, isHeaderValue, isHttpToken } from './header-fields.ts';
import type { RawRequest } from './http/request.ts';

/** The longest time that Node's timers take: a longer one, and `Infinity`, would be over after a millisecond. */
const LONGEST_MS = 2 ** 31 - 1;

/** The milliseconds of an option of the library. Throws `AitronosError` (`BAD_OPTION`). */
export function checkMilliseconds(name: string, given: number): number {
  if (typeof given === 'number' && given >= 1 && given <= LONGEST_MS) return given;
  throw badNumber(name, `milliseconds from 1 to ${LONGEST_MS} are`, given);
}

/** A whole number of an option of the library, `least` or more. Throws `AitronosError` (`BAD_OPTION`). */
export function checkWholeNumber(name: string, given: number, least: 0 | 1): number {
  if (Number.isSafeInteger(given) && given >= least) return given;
  throw badNumber(name, `a whole number from ${least} is`, given);
}

/**
 * A value of a header, which a program without types may give as a number. Throws `AitronosError` (`BAD_OPTION`), which
 * never quotes it: it may be a secret.
 */
export function checkHeaderValue(name: string, given: unknown): string {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof given);
  if (isPlain && isHeaderValue(String(given))) return String(given);
  throw badOption(`${name}: text without line ends, control characters and what is not Latin-1 is wanted`);
}

/** The request with its headers in lower case, so that none is there twice. Throws `AitronosError` (`BAD_OPTION`). */
export function checkRequest({ method, path, body, headers }: RawRequest): RawRequest {
  if (typeof method !== 'string' || !isHttpToken(method) || method.toUpperCase() === 'CONNECT')
    throw badOption('method: a method such as GET is wanted');
  if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw badOption(`body: text or bytes are wanted, not ${typeof body}`);
  return { method, path, body, headers: headers && checkHeaders(headers) };
}

function checkHeaders(given: object): Record<string, string> {
  if (typeof given !== 'object' || Symbol.iterator in given)
    throw badOption('headers: an object is wanted; one of a `Headers` is made by Object.fromEntries');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    if (!isHttpToken(name))
      throw badOption('headers: a name has characters that no header can have, or none');
    if (CONNECTION_HEADERS.includes(lower)) throw badOption(`headers: ${lower} is set by the client itself`);
    if (Object.hasOwn(headers, lower)) throw badOption(`headers: ${lower} is there twice`);
    headers[lower] = checkHeaderValue(`headers: ${lower}`, value);
  }
  return headers;
}

const badOption = (message: string): AitronosError => new AitronosError('BAD_OPTION', message);

/** A program without types can give anything. */
const badNumber = (name: string, wanted: string, given: unknown): AitronosError =>
  badOption(`${name}: ${wanted} wanted, not ${typeof given === 'number' ? given : typeof given}`);
