/** A token without what files and secret stores put around it: a byte order mark, and one line end. */
export const bareToken = (text: string): string => text.replace(/^\ufeff|(?:\r\n|\n|\r)$/g, '');

/** The same of bytes: UTF-8, or the UTF-16 with a mark that some shells write. */
export function bareTokenOf(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  return bareToken(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes));
}

/**
 * The character that keeps a text from being a token, and its position (`\r at the end`, `a space at position 12`), or
 * the `Bearer` of a copied header. Reveals nothing else of the text. Positions count from 1. Null for a valid token:
 * visible ASCII, as a header takes it, without the quotes, the JSON or the variable in which some files hold it, and no
 * placeholder.
 */
export function tokenFlaw(text: string): string | null {
  if (text === '') return 'nothing in it';
  if (/^bearer\s/i.test(text)) return 'the word Bearer before it';
  const characters = [...text];
  const index = flawAt(text, characters);
  const character = characters[index];
  if (character === undefined) return null;
  return `${describeCharacter(character)} ${describePlace(index, characters.length)}`;
}

function flawAt(text: string, characters: readonly string[]): number {
  if (WRAPPERS.has(text.charAt(0))) return 0;
  if (VARIABLE.test(text)) return text.indexOf('=');
  return characters.findIndex((character) => character < '!' || character > '~');
}

function describePlace(index: number, length: number): string {
  if (index === length - 1 && index > 0) return 'at the end';
  return index === 0 ? 'at the beginning' : `at position ${index + 1}`;
}

const WRAPPERS: ReadonlySet<string> = new Set('"\'`{<$');

/** The name before a token that was copied with its variable. Base64 has `=` only at the end of a part. */
const VARIABLE = /^(?:AITRONOS_\w+=|[A-Za-z_]\w*=[^=.])/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['"', 'a quotation mark'],
  ["'", 'a quotation mark'],
  ['`', 'a quotation mark'],
  ['{', 'a brace'],
  ['<', 'a bracket'],
  ['$', 'a dollar sign'],
  ['=', 'an equals sign'],
  [' ', 'a space'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\n', '\\n'],
  ['\0', '\\0'],
  ['\u00a0', 'a space that does not break (U+00A0)'],
  ['\ufeff', 'a byte order mark (U+FEFF)'],
  // The replacement for bytes that are none of the encoding.
  ['\ufffd', 'bytes that are not UTF-8'],
]);

const describeCharacter = (character: string): string =>
  NAMES.get(character) ?? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
