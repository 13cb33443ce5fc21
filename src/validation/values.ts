import { resolve } from 'node:path';
import { memoize } from '../memoize.ts';
import { withoutCredentials } from '../secrets/addresses.ts';

/**
 * The forms that ids, URLs and numbers must have, wherever they come from: a flag, the environment, a file.
 * Each function takes text and returns the value, or throws a `BadValue` that says what was expected and what was given.
 */
export class BadValue extends Error {
  constructor(expected: string, given: string) {
    super(`expected ${expected}, got ${quote(given)}`);
  }
}

/** The given text as it may stand in a message: JSON's escapes, at most 60 characters, no password of an address. */
function quote(given: string): string {
  const text = withoutCredentials(given);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

function id(kind: string, prefix: string) {
  const form = new RegExp(`^${prefix}_[A-Za-z0-9_-]+$`);
  return (text: string, or = '') => {
    if (text.length <= 128 && form.test(text)) return text;
    const why = text.length > 128 ? ', 128 characters at most' : '';
    throw new BadValue(`${kind} (${prefix}_…: letters, digits, _ and -${why})${or}`, text);
  };
}

export const userId = id('a user id', 'usr');
export const organizationId = id('an organization id', 'org');
export const departmentId = id('a department id', 'dept');
export const roleId = id('a role id', 'role');

/** True for any value that is the id of a user, an organization, a department or a role, or of something else of the API's. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 128 && /^[a-z]{2,10}_[A-Za-z0-9_-]+$/.test(value);

/** The value where it is text of this form, else null: what an API says of its ids is not believed unseen. */
export function fitsOrNull(form: (text: string) => string, value: unknown): string | null {
  try {
    return typeof value === 'string' ? form(value) : null;
  } catch {
    return null;
  }
}

/** A status: its id, the word after `status_` in any case, or the account state that goes with it. https://docs.aitronos.com/docs/api-reference/organizations/management/list-statuses */
export function statusId(text: string): string {
  if (/^(?:status|sts)_[A-Za-z0-9_-]{1,120}$/.test(text)) return text;
  const word = text.toLowerCase();
  if (/^[a-z]{1,40}$/.test(word)) return `status_${STATUS_OF_STATE.get(word) ?? word}`;
  throw new BadValue('a status (active, inactive, pending or status_…)', text);
}
const STATUS_OF_STATE: ReadonlyMap<string, string> = new Map([
  ['deactivated', 'inactive'],
  ['invited', 'pending'],
]);

/** An e-mail address, as far as its form goes: one `@` with something that can be seen on both sides; 254 characters at most. */
export function email(text: string): string {
  if (text.length <= 254 && EMAIL.test(text) && !unseen().test(text)) return text;
  throw new BadValue('an e-mail address such as jane@example.com', text);
}
const EMAIL = /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/;
// What steers a terminal, or the direction of what is written, or has no width: an address that looks like another one.
// Made when first wanted: Unicode's properties take a while, and every start comes by here.
const UNSEEN = '[\\p{Cc}\\p{Cf}\\p{Cs}]';
const unseen = memoize(() => new RegExp(UNSEEN, 'u'));

/** Who is meant: a user's id, or the e-mail address under which the user is looked up. */
export function userOrEmail(text: string): string {
  if (text.includes('@')) return email(text);
  return userId(text, ' or an e-mail address');
}

/** True for what `userOrEmail` lets through as an address. */
export const isEmail = (text: string): boolean => text.includes('@');

/** Which department is meant: its id, its name, or the names on the way to it with `/` between them. */
export function departmentOrName(text: string): string {
  const name = text.trim();
  const isName = name !== '' && name.length <= 1000 && !OTHER_ID.test(name) && !control().test(name);
  return isName ? name : departmentId(name, " or a department's name");
}
const OTHER_ID = /^(?:dept|usr|org|role|orgusr|orguser|status|sts)_/;
const CONTROL = '\\p{Cc}';
const control = memoize(() => new RegExp(CONTROL, 'u'));

/** True for what `departmentOrName` lets through as a name. */
export const isDepartmentName = (text: string): boolean => !text.startsWith('dept_');

/** A person's name as an invitation takes it: 255 characters at most. https://docs.aitronos.com/docs/api-reference/users/invite-v2 */
export function fullName(text: string): string {
  if (text.trim() !== '' && text.length <= 255 && !control().test(text)) return text;
  throw new BadValue('a name of 1 to 255 characters', text);
}

/** User ids with commas between them, as one text. */
export function userIds(text: string): string {
  return text
    .split(',')
    .map((part) => userId(part.trim()))
    .join(',');
}

export const FORMATS = ['table', 'json', 'jsonl', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export function format(text: string): Format {
  const found = FORMATS.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`an output format (${FORMATS.join(', ')})`, text);
}

export const CREDENTIAL_STORES = ['file', 'keychain'] as const;
export type CredentialStore = (typeof CREDENTIAL_STORES)[number];

/** Where `auth login` puts secrets. */
export function credentialStore(text: string): CredentialStore {
  const found = CREDENTIAL_STORES.find((name) => name === text);
  if (found) return found;
  throw new BadValue(`a place for secrets (${CREDENTIAL_STORES.join(', ')})`, text);
}

/** Seconds, above 0 and up to an hour; fractions are fine. */
export function seconds(text: string): number {
  const value = decimal(text);
  if (value > 0 && value <= 3600) return value;
  throw new BadValue('a number of seconds above 0, 3600 at most', text);
}

/** How many further attempts follow the first: 0 to 10. */
export function retries(text: string): number {
  const value = decimal(text);
  if (Number.isInteger(value) && value >= 0 && value <= 10) return value;
  throw new BadValue('a whole number from 0 to 10', text);
}

/** A share, a count or a size is written in plain decimals: no `1e3`, no `0x10`, no white space. */
function decimal(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = decimal(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new BadValue(`a whole number from ${least} to ${most}`, text);
};

/** How many requests in how many milliseconds. */
export interface Rate {
  readonly count: number;
  readonly per_ms: number;
}

/** `20/s` or `100/min`. */
export function rate(text: string): Rate {
  const [, digits, unit] = /^(\d{1,9})\/(s|min)$/.exec(text) ?? [];
  const count = Number(digits ?? 0);
  if (count < 1) throw new BadValue('a rate such as 20/s or 100/min', text);
  return { count, per_ms: unit === 's' ? 1000 : 60_000 };
}

/** A file, by its whole path, so that it is found from other folders too. */
export function filePath(text: string): string {
  if (text.trim() !== '' && !text.includes('\0')) return resolve(text);
  throw new BadValue('the path of a file', text);
}

/** A profile's name: it becomes a key in files and a word in commands. */
export function profile(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)) return text;
  throw new BadValue('a profile name (letters, digits, ., _ and -; 64 characters at most)', text);
}

/** Where the API is: https, or http on loopback; no user, query or fragment. Returned without a slash at its end. */
export function apiUrl(text: string): string {
  const expected = 'an https URL (http on loopback only) such as https://api.aitronos.com';
  const url = URL.canParse(text) && text === text.trim() ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.search || url.hash) throw new BadValue(expected, text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new BadValue(expected, text);
  }
  let end = url.href.length;
  while (url.href[end - 1] === '/') end -= 1;
  return url.href.slice(0, end);
}

/** True for names and addresses that never leave this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Access tokens and API keys go into a header: visible ASCII, nothing else. True when the text may be one. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
