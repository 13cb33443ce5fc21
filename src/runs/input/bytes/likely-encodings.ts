/** What a line that is not UTF-8 may be written in, and what its first word outside ASCII then says. */
export interface Likely {
  readonly encoding: string;
  readonly word: string;
}

const WESTERN = 'windows-1252';

/** Letters of one script each, none of which stands beside a Latin one. */
const OF_SCRIPTS: readonly (readonly [encoding: string, letters: RegExp])[] = [
  ['windows-1251', /^[\u0401-\u0491]+$/],
  ['koi8-r', /^[\u0401-\u0491]+$/],
  ['windows-1253', /^[\u0386-\u03ce]+$/],
  ['windows-1255', /^[\u05d0-\u05f4]+$/],
  ['windows-1256', /^[\u060c-\u06d2]+$/],
  ['shift_jis', /^[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+$/],
  ['gb18030', /^[\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]+$/],
  ['big5', /^[\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]+$/],
  ['euc-kr', /^[\u3000-\u3020\uac00-\ud7a3\uff01-\uff5e]+$/],
];

/** An encoding of DOS, which Node does not read. Its letters here are the same in CP437 and CP852. */
export const DOS = 'CP850';
const DOS_BYTES = '\x81\x82\x83\x84\x87\x8e\x90\x93\x94\x99\x9a\xa0\xa1\xa2\xa3\xe1';
const DOS_LETTERS = 'üéâäçÄÉôöÖÜáíóúß';
/** What no western text has, and no other Latin one: `\x81` for ü, and signs within a word. */
const OF_DOS = /[\x81\x90]|\p{L}[‚„¡¢]\p{L}/u;

const LATIN = ['windows-1250', 'macintosh'];
const LETTERS = /^[\u00c0-\u017e]+$/;

/** No western text has three letters outside ASCII behind each other, nor such signs or capitals within a word. */
const FOREIGN =
  /[^\0-\x7f\u00a0\u2010-\u2026]{3}|[\x80-\x9f]|\p{L}[“”]\p{L}|[¤¥¦¨¬¯±²³¶¸¹ƒ][\p{L}[]|£[aeiouyó]\p{L}|\p{L}£\p{Ll}|®\p{Ll}|\p{Ll}[À-ÞŠŒŽ]|\p{L}Ÿ\p{Ll}/u;
const BESIDE_LATIN = /[a-z][^\0-\x7f]|[^\0-\x7f][a-z]/i;

/** What stands between words in any of them: ASCII, blanks, quotes, dashes, bullets and numbers. */
const BETWEEN = /[\0-\x7f\u00a0«»№\u2010-\u2026]+/;
const CAPITAL_WITHIN = /\p{Ll}(?![A-Z])\p{Lu}|[A-Z](?![A-Z])\p{Lu}\p{Ll}/u;

/** The encodings that may be meant: the western one, unless it makes rows of accents and another makes words. */
export function likelyEncodings(line: Uint8Array): readonly Likely[] {
  const names = namesOf(line);
  return names.map((encoding) => ({ encoding, word: firstWord(textIn(encoding, line) ?? '') }));
}

function namesOf(line: Uint8Array): readonly string[] {
  const western = textIn(WESTERN, line) ?? '';
  const isOfDos = OF_DOS.test(western);
  if (!isOfDos && !FOREIGN.test(western)) return [WESTERN];
  const scripts = OF_SCRIPTS.filter(([name, letters]) => {
    const text = textIn(name, line);
    return text !== null && isWords(text, letters) && !BESIDE_LATIN.test(text);
  });
  if (scripts.length > 0) return scripts.map(([name]) => name);
  const isLikely = (name: string) => isWords(textIn(name, line), LETTERS);
  const latin = LATIN.filter(isLikely);
  return latin.length > 0 ? latin : [isOfDos && isLikely(DOS) ? DOS : WESTERN];
}

/** True for a text with words outside ASCII, all of these letters, and none with a capital within it. */
function isWords(text: string | null, letters: RegExp): boolean {
  if (text === null || CAPITAL_WITHIN.test(text)) return false;
  const words = text.split(BETWEEN).filter((word) => word !== '');
  return words.length > 0 && words.every((word) => letters.test(word));
}

/** Null where the encoding does not have these bytes. */
function textIn(encoding: string, bytes: Uint8Array): string | null {
  if (encoding === DOS) {
    const text = Buffer.from(bytes).toString('latin1');
    return text.replace(/[^\0-\x7f]/g, (byte) => DOS_LETTERS[DOS_BYTES.indexOf(byte)] ?? '\ufffd');
  }
  try {
    // As part of a stream: of a whole text Node 20 reads 0x80 to 0x9f as control characters.
    return new TextDecoder(encoding, { fatal: encoding !== WESTERN }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const LONGEST_WORD = 40;

function firstWord(text: string): string {
  const words = text.split(/[\s,;|"]+/);
  const word =
    words.find((one) => /[^\0-\x9f\u00a0]/.test(one)) ?? words.find((one) => /[^\0-\x7f]/.test(one));
  return word?.slice(0, LONGEST_WORD) ?? '';
}
