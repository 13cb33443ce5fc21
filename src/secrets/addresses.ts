import { orElse } from '../or-else.ts';
import { isSecretName, REDACTED } from './names.ts';

/** The secrets in an address: its user's password, what `Authorization: Basic` makes of it, and its query's values. */
export function addressSecrets(text: string): string[] {
  const found: string[] = [];
  const { user, password } = findUser(text);
  for (const secret of [password, user].filter((part) => part !== '')) {
    // A user name without a password may be a token; beside a password it is no secret.
    if (secret === user && password !== '') continue;
    found.push(secret, decodePercent(secret));
  }
  if (found.length > 0) {
    const basic = Buffer.from(`${decodePercent(user)}:${decodePercent(password)}`).toString('base64');
    found.push(basic, basic.replace(/={1,2}$/, ''), Buffer.from(`${user}:${password}`).toString('base64'));
  }
  return [...found, ...querySecrets(text)];
}

/**
 * An address without its user, password, query and fragment. Other texts stay as they are, unless they are too long to
 * check.
 */
export function redactAddress(text: string): string {
  // Redacts longer ones whole: they are no usable addresses, and a search in them could take long.
  if (text.length > LONGEST_ADDRESS) return REDACTED;
  const at = lastAt(text);
  const start = Math.max(0, text.indexOf('//') + 2 * Number(text.includes('//')));
  const named =
    at > start && (text.includes('//') || BETWEEN.test(text.slice(0, at).replace(MAIL_SCHEME, '')));
  const bare = named ? `${text.slice(0, start)}${REDACTED}${text.slice(at)}` : text;
  if (!bare.includes('//')) return bare;
  return bare.replace(/([?#]).*$/s, `$1${REDACTED}`).replace(NO_PORT, `$1:${REDACTED}`);
}

/** The scheme of an e-mail address, in which no password stands: its colon is none between a user and a password. */
const MAIL_SCHEME = /(?<![\w.:@/+-])(?:mailto|smtp):/gi;

/** The sign between a user and a password. With a blank behind it, words stand before an address: `Mail: jane@…`. */
const BETWEEN = /:(?!\s)/;

const LONGEST_ADDRESS = 64 * 1024;

// Text after a colon that is no port: perhaps a password in an address that was cut.
const NO_PORT = /(\/\/[^/:@?#[]{0,255}):(?!\d{1,5}(?:[/?#]|$))[^/?#]*/;

/** The user part ends at the last `@`, because a password may contain one. */
function findUser(text: string): { readonly user: string; readonly password: string } {
  const at = lastAt(text);
  if (at === -1) return { user: '', password: '' };
  const whole = text.slice(0, at).replace(/^.*?\/\//s, '');
  const colon = whole.indexOf(':');
  if (colon === -1) return { user: whole, password: '' };
  return { user: whole.slice(0, colon), password: whole.slice(colon + 1) };
}

const lastAt = (text: string): number =>
  Math.max(text.lastIndexOf('@'), text.toLowerCase().lastIndexOf('%40'));

/** The values of query parameters with secret names. */
export function querySecrets(address: string): string[] {
  const begins = address.indexOf('?');
  if (begins === -1) return [];
  const query = new URLSearchParams(address.slice(begins + 1).replace(/#.*$/s, ''));
  return [...query].filter(([name]) => isSecretName(name)).map(([, value]) => value);
}

/** Falls back to the text itself, because passwords with a bare `%` are common. */
export const decodePercent = (text: string): string => orElse(() => decodeURIComponent(text), text);
