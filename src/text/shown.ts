import { jsonEscape } from './json.ts';

/** Nearly every text is plain, and one quick test says so. */
const OTHER = /[^\u0020-\u007e]/;

// Compiled on first use, because Unicode properties are slow to compile.
const PATTERNS = {
  /** Characters that steer a terminal, turn the direction of writing, have no width or look like a blank. */
  unseen:
    '[\\u0000-\\u001f\\u007f-\\u00a0\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb]',
  /** Those of them with no width: between two words none of them stands. */
  widthless: '[\\p{Cf}\\p{Default_Ignorable_Code_Point}]',
  letter: '\\p{L}',
  latin: '\\p{Script=Latin}',
} as const;

const compiled = new Map<string, RegExp>();

/** The pattern, compiled once; `g` because it is used to replace and to match all. */
function pattern(source: string): RegExp {
  const known = compiled.get(source) ?? new RegExp(source, 'gu');
  compiled.set(source, known);
  known.lastIndex = 0;
  return known;
}

/** The text with what cannot be seen in it as `\u200b`, so that a reader learns what is wrong. */
export function showUnseen(text: string): string {
  return OTHER.test(text) ? text.replace(pattern(PATTERNS.unseen), jsonEscape) : text;
}

/** The text without what has no width in it, and with wide letters as plain ones: `ｊａｎｅ＠example.com`. */
export const plainLetters = (text: string): string =>
  OTHER.test(text) ? text.replace(pattern(PATTERNS.widthless), '').normalize('NFKC') : text;

/**
 * The same for a text that may be an e-mail address: also the letters outside ASCII of its domain, and those of another
 * script among Latin ones, because they look like others.
 */
export function showAddress(text: string): string {
  if (!OTHER.test(text)) return text;
  const at = text.lastIndexOf('@');
  if (at < 0) return showUnseen(text);
  const domain = text.slice(at).replaceAll(/[^ -~]/gu, jsonEscape);
  const local = text
    .slice(0, at)
    .replaceAll(/[^\s@.]+/g, (part) =>
      strangeLetter(part) === undefined
        ? part
        : part.replace(pattern(PATTERNS.letter), (letter) => (isLatin(letter) ? letter : jsonEscape(letter))),
    );
  return showUnseen(local) + domain;
}

/** The scripts with letters that look like Latin ones. */
const LOOK_ALIKE = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'];

/** A letter that looks like a Latin one among Latin letters. */
export interface StrangeLetter {
  readonly script: string;
  /** As `\u0430`. */
  readonly shown: string;
}

/** The first letter of a look-alike script in a word that has Latin letters too; undefined for none. */
export function strangeLetter(word: string): StrangeLetter | undefined {
  if (!OTHER.test(word) || !pattern(PATTERNS.latin).test(word)) return undefined;
  for (const script of LOOK_ALIKE) {
    const [letter] = word.match(pattern(`(?=\\p{L})\\p{Script=${script}}`)) ?? [];
    if (letter !== undefined) return { script, shown: jsonEscape(letter) };
  }
  return undefined;
}

const isLatin = (letter: string): boolean => pattern(PATTERNS.latin).test(letter);
