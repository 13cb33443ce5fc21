/** Normalizes a text for comparison, so that case and Unicode form do not matter. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();

/** Marks behind their letters, and the parts of Korean syllables. */
const APART = /[\u0300-\u036f\u1100-\u11ff\u3099\u309a]/;
/** Nine marks of a letter: to sort thousands takes hours, and the others go. */
const LETTERS = /(\P{M}?[\u0300-\u036f\u3099\u309a]{1,9})[\u0300-\u036f\u3099\u309a]*|[\u1100-\u11ff]+/gu;

export const isApart = (text: string): boolean => APART.test(text);

/** Each letter and its marks as one character, as words are known: macOS writes `Löschen` in eight. */
export const composed = (text: string): string =>
  isApart(text)
    ? text.replaceAll(LETTERS, (whole, letter: string | undefined) => (letter ?? whole).normalize('NFC'))
    : text;

/** Letters whose marks are no characters of their own in any Unicode form, and what they are without. */
const WHOLE = 'łøđðıßæœþ';
const BARE = 'l o d d i ss ae oe th'.split(' ');
const IS_ASCII = /^[ -~]*$/;

/** Folds case, and takes the marks off letters: `Zürich` is `zurich`, `Łódź` `lodz`. */
export function foldAccents(text: string): string {
  const lower = text.toLowerCase();
  if (IS_ASCII.test(lower)) return lower;
  const bare = lower.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare.replaceAll(/[łøđðıßæœþ]/g, (letter) => BARE[WHOLE.indexOf(letter)] ?? letter);
}
