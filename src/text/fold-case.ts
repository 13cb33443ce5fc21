/** Normalizes a text for comparison, so that case and Unicode form do not matter. */
export const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();

/** Letters whose marks are no characters of their own in any Unicode form. */
const WHOLE: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const WHOLE_LETTERS = /[łøđðıßæœþ]/g;
const IS_ASCII = /^[ -~]*$/;

/** Folds case, and takes the marks off letters: `Zürich` is `zurich`, `Łódź` `lodz`. */
export function foldAccents(text: string): string {
  const lower = text.toLowerCase();
  if (IS_ASCII.test(lower)) return lower;
  const bare = lower.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare.replaceAll(WHOLE_LETTERS, (letter) => WHOLE[letter] ?? letter);
}
