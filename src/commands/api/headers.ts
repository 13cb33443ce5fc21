import { CONNECTION_HEADERS, isHttpToken } from '../../api/checks/header-fields.ts';
import { isSecretName } from '../../secrets/names.ts';
import { BadValue } from '../../validation/bad-value.ts';

export interface Header {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

const VALUE = /^[\t\x20-\x7e]*$/;

/** Headers that control the connection or identify this program; the client sets them itself. */
const RESERVED: ReadonlySet<string> = new Set([...CONNECTION_HEADERS, 'user-agent']);

/** What servers take for another method: the request would not be the one that was judged, and that may be repeated. */
const METHOD_HEADERS: ReadonlySet<string> = new Set([
  'x-http-method-override',
  'x-method-override',
  'x-http-method',
]);

const NO_SECRET = 'a header without a secret (the token comes from `auth login` or the environment)';

/**
 * Parses `name: value`. Throws `BadValue`, also for a header that carries a secret: arguments end up in
 * process lists and shell history. The error never quotes the value for the same reason.
 */
export function header(text: string): Header {
  const at = text.indexOf(':');
  const name = text.slice(0, at).trim().toLowerCase();
  const value = text.slice(at + 1).trim();
  if (at < 1 || !isHttpToken(name))
    // Without a colon, the text may be the secret value.
    throw new BadValue('name:value', at < 1 ? '…' : (text.split(/[\s:]/)[0] ?? '').concat('…'));
  if (isSecretName(name)) throw new BadValue(NO_SECRET, name);
  if (RESERVED.has(name)) throw new BadValue('a header that the program does not set itself', name);
  if (METHOD_HEADERS.has(name.replaceAll('_', '-')))
    throw new BadValue('a header that asks for no other method (the first argument does)', name);
  if (!VALUE.test(value)) throw new BadValue(`a value of visible ASCII for ${name}`, '…');
  return { name, value };
}
