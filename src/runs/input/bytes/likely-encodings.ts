/** What a line that is not UTF-8 may be written in, and what its first word outside ASCII then says. */
export interface Likely {
  readonly encoding: string;
  readonly word: string;
}

const WESTERN = 'windows-1252';

/** Letters of one script each, and the signs that stand beside them. */
const CYRILLIC = /^[\u0401-\u0491№«»–]+$/;
const HAN = /^[\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e]+$/;
const OTHERS: readonly (readonly [encoding: string, letters: RegExp])[] = [
  ['windows-1251', CYRILLIC],
  ['koi8-r', CYRILLIC],
  ['shift_jis', /^[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+$/],
  ['gb18030', HAN],
  ['big5', HAN],
  ['euc-kr', /^[\u3000-\u3020\uac00-\ud7a3\uff01-\uff5e]+$/],
];

/** No western text has as many letters outside ASCII behind each other, nor such signs before a letter. */
const FOREIGN = /[^\0-\x7f]{4}|[\x80-\x9f]|[¤¥¦¨¬¯±²³¶¸¹ƒ][\p{L}[]/u;
const SMALL_THEN_CAPITAL = /\p{Ll}\p{Lu}/u;

/**
 * The encodings that read a line as it may be meant: the western one, unless it makes rows of accents of it and another
 * makes words. Several where the bytes alone do not tell.
 */
export function likelyEncodings(line: Uint8Array): readonly Likely[] {
  const western = textIn(WESTERN, line) ?? '';
  const others = FOREIGN.test(western) ? OTHERS.filter(([name, letters]) => reads(name, letters, line)) : [];
  const names = others.length > 0 ? others.map(([name]) => name) : [WESTERN];
  return names.map((encoding) => ({ encoding, word: firstWord(textIn(encoding, line) ?? '') }));
}

function reads(encoding: string, letters: RegExp, line: Uint8Array): boolean {
  const text = textIn(encoding, line);
  return (
    text
      ?.split(/[\0-\x7f]+/)
      .every((run) => run === '' || (letters.test(run) && !SMALL_THEN_CAPITAL.test(run))) ?? false
  );
}

/** Null where the encoding does not have these bytes. */
function textIn(encoding: string, bytes: Uint8Array): string | null {
  try {
    // As part of a stream: of a whole text Node 20 reads 0x80 to 0x9f as control characters.
    return new TextDecoder(encoding, { fatal: encoding !== WESTERN }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const LONGEST_WORD = 40;

const firstWord = (text: string): string =>
  text
    .split(/[\s,;|"]+/)
    .find((word) => /[^\0-\x9f\u00a0]/.test(word))
    ?.slice(0, LONGEST_WORD) ?? '';
