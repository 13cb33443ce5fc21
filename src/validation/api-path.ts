import { memoize } from '../memoize.ts';
import { BadValue } from './bad-value.ts';

// The characters that a URL may hold unescaped; the user has to percent-encode all others.
const PATH = /^\/(?!\/)(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i;
const QUERY = /^(?:[\w.~!$&'()*+,;=:@/?[\]-]|%[\da-f]{2})*$/i;
// Characters that a decoding server could take for the end of the path, or for a way to another place.
const ELSEWHERE = '[\\p{Cc}\\\\\\ufffd]';
// Compiled on first use, because Unicode properties are slow to compile and every start loads this file.
const elsewhere = memoize(() => new RegExp(ELSEWHERE, 'u'));
// Bounds the decoding: no real path is encoded so often, and each round reads the whole path.
const MOST_DECODINGS = 10;

/**
 * Validates a path of the API, with or without a query. Throws `BadValue` for one that could lead elsewhere: to
 * another host, through `.` and `..` (also percent-encoded, with a parameter after a `;`, or in characters that
 * mean the same), or with white space, control characters, backslashes, invalid UTF-8 or a fragment.
 */
export function apiPath(text: string): string {
  const [path = '', ...query] = text.split('?');
  if (PATH.test(path) && QUERY.test(query.join('?')) && staysBelow(path)) return text;
  const expected = 'a path of the API such as /v1/user/me, without a host, spaces, # or . and .. in it';
  throw new BadValue(expected, text, meantPath(text));
}

/** The path in an address, or behind what a shell on Windows puts before it; with a slash and without spaces. */
function meantPath(text: string): string[] {
  const typed = text.trim();
  const path = (
    /^[A-Za-z]:\//.test(typed)
      ? typed.slice(Math.max(0, typed.search(/\/v\d+\//)))
      : typed.replace(/^[a-z]+:\/\/[^/]*/, '')
  ).replaceAll(' ', '%20');
  const meant = path.startsWith('/') ? path : `/${path}`;
  const [before = '', ...query] = meant.split('?');
  const isPath = meant !== text && PATH.test(before) && QUERY.test(query.join('?')) && staysBelow(before);
  return isPath && before !== '/' ? [meant] : [];
}

/** True when the path stays below its root however often a server decodes it. */
function staysBelow(path: string): boolean {
  let bytes = path;
  for (let times = 0; times <= MOST_DECODINGS; times++) {
    if (!isPlain(bytes)) return false;
    const further = decodeBytes(bytes);
    if (further === bytes) return true;
    bytes = further;
  }
  return false;
}

/** Decodes each `%xx` as one byte, so that an invalid byte cannot hide the bytes after it. */
const decodeBytes = (bytes: string): string =>
  bytes.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );

/** Checks one decoded form. Some servers read wide forms of `.` and `/` as these, and end a segment at a `;`. */
function isPlain(bytes: string): boolean {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  if (elsewhere().test(text)) return false;
  const folded = text.normalize('NFKC');
  if (folded.startsWith('//') || folded.includes('\\')) return false;
  return folded.split('/').every((segment) => !leadsAway(segment));
}

function leadsAway(segment: string): boolean {
  const [name = ''] = segment.split(/[;?#]/);
  return ['.', '..'].includes(name.trim());
}
