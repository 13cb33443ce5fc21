import { stripVTControlCharacters } from 'node:util';
import { memoize } from '../memoize.ts';
import { isPlainJson } from '../text/json.ts';

/** The shortest secret that is looked for in base64: a shorter one may be a part of any text. */
const SHORTEST_IN_BASE64 = 12;

/**
 * The spellings of a secret in texts of other programs: raw, as JSON, a URL, a form, a CSV cell or a header encode it,
 * and in base64, alone or behind other words; and as this program shows characters that are not seen, or leaves them
 * out.
 */
export function spellingsOf(secret: string): readonly string[] {
  const url = encodeURIComponent(secret);
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      withoutInvisible(secret),
      secret.replaceAll(/[^ -~]/g, shownCharacter),
      secret.replaceAll('"', '""'),
      url,
      url.replaceAll('%20', '+'),
      url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
      ...(secret.length < SHORTEST_IN_BASE64 ? [] : [0, 1, 2].flatMap((before) => inBase64(secret, before))),
    ]),
  ];
}

/** As messages show a character that is not seen. */
const shownCharacter = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * The characters of base64, in both of its alphabets, that a secret alone decides. `before`: how many bytes of other
 * words stand before it, less all whole threes: its bytes lie three to four characters.
 */
function inBase64(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const [first, last] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
  const text = bytes.toString('base64').slice(first, last);
  return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Shorter secrets, such as e-mailed codes, match whole words only, because they could be part of any number. */
export const SHORT_SECRET_LENGTH = 8;

// Escapes in a row are found at once: a million calls for one each take many times as long.
const ESCAPED =
  /((?:\\[^ux\r\n\u2028\u2029])+)|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|((?:%[0-9a-f]{2})+)|&#x([0-9a-f]+);|&#(\d+);|&(amp|lt|gt|quot|apos);|\\(.)/gi;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
// Line breaks and other blanks are left out.
const MARKED = /\\(?:[nrtbf]|(.))/g;
// Compiled on first use, because Unicode properties take a millisecond.
const invisible = memoize(() => new RegExp(INVISIBLE, 'gu'));
const anyInvisible = memoize(() => new RegExp(INVISIBLE, 'u'));
const INVISIBLE =
  '[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb]';
// A quick test for the visible characters of most languages, faster than Unicode properties. Characters missing here
// only cost the slower test. Excludes line breaks, which are not removed from between two characters.
const VISIBLE =
  /^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u05ff\u0620-\u06dc\u06de-\u070e\u0900-\u115e\u1200-\u17b3\u1e00-\u200a\u2010-\u2027\u2070-\u3163\u3165-\ud7ff]*$/;

// JSON within JSON within a URL has three layers; deeper encodings are not unescaped.
const MOST_LAYERS = 5;

/**
 * Decodes every escape of JSON, URLs and HTML, mixed in any way, and drops invisible characters: texts that look alike
 * become equal. For comparing only.
 * See docs/decisions/2026-11-26-secrets-in-any-spelling.md.
 */
export function unescapeText(text: string): string {
  // In JSON nearly all escapes are of quotes.
  const bare = text.replaceAll('\\"', '"');
  if (!mayBeEscaped(bare)) return bare;
  let plain = withoutInvisible(text);
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const next = withoutInvisible(plain.replace(ESCAPED, decodeEscape));
    if (next === plain) return plain;
    plain = next;
  }
  return plain;
}

const withoutInvisible = (text: string): string =>
  VISIBLE.test(text) ? text : stripVTControlCharacters(text).replace(invisible(), '');

/**
 * True where a text may contain escapes. `written`: for JSON of `writeJson`, in which control characters are escaped.
 */
export const mayBeEscaped = (text: string, written = false): boolean =>
  text.includes('\\') ||
  (text.includes('%') && PERCENT.test(text)) ||
  (text.includes('&') && ENTITY.test(text)) ||
  (!(written && isPlainJson(text)) && !VISIBLE.test(text) && anyInvisible().test(text));

const PERCENT = /%[0-9a-f]{2}/i;
const ENTITY = /&(?:#|amp;|lt;|gt;|quot;|apos;)/i;

type Groups = readonly (string | undefined)[];

function decodeEscape(
  _whole: string,
  ...[marked, unicode, hex, bytes, entityHex, entity, named, character = '']: Groups
): string {
  if (marked !== undefined) return marked.replace(MARKED, '$1');
  if (bytes !== undefined) return Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8');
  if (named !== undefined) return ENTITIES.get(named.toLowerCase()) ?? '';
  const code = unicode ?? hex ?? entityHex;
  if (code !== undefined) return characterOf(Number.parseInt(code, 16));
  if (entity !== undefined) return characterOf(Number(entity));
  return character;
}

const characterOf = (code: number): string => (code > 0xffff ? '' : String.fromCharCode(code));
