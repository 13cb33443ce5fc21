import { BadValue } from './values.ts';

// What may stand in a URL as it is; whoever writes the path percent-encodes everything else.
const PATH = /^\/(?!\/)(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i;
const QUERY = /^(?:[\w.~!$&'()*+,;=:@/?[\]-]|%[\da-f]{2})*$/i;
// A server that decodes the path could take these for its end, or for the way to another place.
const ELSEWHERE = /[\p{Cc}\\]/u;

/**
 * A path of the API, with or without a query. Throws `BadValue` for whatever could lead elsewhere: another host, `.` and `..`
 * (percent-encoded too), white space, control characters, backslashes, a fragment.
 */
export function apiPath(text: string): string {
  const [path = '', ...query] = text.split('?');
  if (PATH.test(path) && QUERY.test(query.join('?')) && staysBelow(path)) return text;
  throw new BadValue('a path of the API such as /v1/user/me, without a host, spaces or . and .. in it', text);
}

/** True when the path leads where it seems to, however often somebody decodes it on its way. */
function staysBelow(path: string): boolean {
  const plain = decoded(path);
  if (ELSEWHERE.test(plain)) return false;
  return plain.split('/').every((segment) => segment !== '.' && segment !== '..');
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    return plain === text ? text : decoded(plain);
  } catch {
    return text;
  }
}
