import { orElse } from '../or-else.ts';
import { BadValue } from './bad-value.ts';

/** What is expected where an address has an impossible port. */
export const IMPOSSIBLE_PORT = 'a port from 1 to 65535 after the host';
const EXPECTED = 'an https URL (http on loopback only) such as https://api.aitronos.com';

/**
 * The API's address: https, or http on loopback; no user, query or fragment. Returned without a slash at its end.
 * Throws `BadValue`, which names the part that is wrong where only one is.
 */
export function apiUrl(text: string): string {
  if (hasImpossiblePort(text)) {
    const isPort = hasImpossiblePort(withoutEdges(text));
    throw new BadValue(isPort ? IMPOSSIBLE_PORT : EXPECTED, text, meantAddress(text));
  }
  const url = text === text.trim() && isSeen(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isSafeWay(url)) throw new BadValue(EXPECTED, text, meantAddress(text));
  if (url.username || url.password) throw new BadValue(`${EXPECTED}, without a user and a password`, text);
  // An empty query or fragment is only in the address as a whole.
  if (/[?#]/.test(url.href)) throw new BadValue(`${EXPECTED}, without what follows a ? or a #`, text);
  let end = url.href.length;
  while (url.href[end - 1] === '/') end -= 1;
  return url.href.slice(0, end);
}

/** False where a URL would drop a character without a word: it would not be the address that is read. */
const isSeen = (text: string): boolean => /^[ -~]*$/.test(text) || !/[\p{C}\p{Zl}\p{Zp}]/u.test(text);

/** What follows the scheme of an address, up to its path: a user, a host and a port. */
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/** True where the host of an address is followed by a port that there is none of. */
export function hasImpossiblePort(text: string): boolean {
  const [, authority = ''] = AUTHORITY.exec(text) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  // What follows the colons of an IPv6 address is a port after its bracket alone.
  const port = /^(?:\[[^\]]*\]|[^:[\]]*):(.+)$/.exec(host)?.[1];
  if (port === undefined || port.includes(':')) return false;
  return !/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535;
}

const isSafeWay = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

/** Without what is left around an address that was copied, or stands in an env file: blanks, line ends, quotes. */
function withoutEdges(text: string): string {
  const [part, ...others] = text.split(/[\s\p{C}"'<>]/u).filter((each) => each !== '');
  return part === undefined || others.length > 0 ? text : part;
}

/**
 * The address of a host that was named without its scheme, or with http: https, and http on loopback. None where that
 * is not all, and where a URL would write the host otherwise: a token that stands here by mistake would not be known.
 */
function meantAddress(text: string): string[] {
  const bare = withoutEdges(text).trim();
  const found = bare === text ? null : orElse(() => apiUrl(bare), null);
  if (found !== null) return [found];
  const address = `https://${bare.replace(/^http:\/\//i, '')}`;
  if (!URL.canParse(address) || hasImpossiblePort(address)) return [];
  const { username, password, search, hash, origin, hostname } = new URL(address);
  // A single word is no host; it may be a profile, or a token that was pasted here.
  const isHost =
    (hostname.includes('.') || isLoopback(hostname)) && !username && !password && !search && !hash;
  const typed = address.slice(0, origin.length);
  if (!isHost || typed.toLowerCase() !== origin) return [];
  return [isLoopback(hostname) ? typed.replace('https:', 'http:') : typed];
}

/** True for host names and addresses that stay on this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** True for a text that can be an access token or API key: visible ASCII only, because it goes into a header. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
