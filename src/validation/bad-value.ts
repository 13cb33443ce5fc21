import { addressSecrets, redactAddress } from '../secrets/addresses.ts';
import { REDACTED } from '../secrets/names.ts';
import { holdsToken } from '../secrets/token-like.ts';
import { didYouMean, findNearest } from '../text/nearest.ts';
import { showAddress, showUnseen } from '../text/shown.ts';
import { type IdKind, idKind, nameOfKind } from './id-kinds.ts';
import { plain, sameMeaning } from './meant/synonyms.ts';

/**
 * A value of the wrong form. Each validating function takes text from a flag, the environment or a file and returns
 * the value, or throws this error, which says what was expected and what was given.
 */
export class BadValue extends Error {
  /** The kind of the id that was given instead of another; null for any other value. */
  readonly givenKind: IdKind | null;

  /** `nearest`: values that were probably meant. */
  constructor(
    expected: string,
    given: string,
    nearest: readonly string[] = [],
    givenKind: IdKind | null = null,
  ) {
    const meant = didYouMean(showable(nearest, given));
    const kind = givenKind === null ? '' : `, ${nameOfKind(givenKind)}`;
    super(`expected ${expected}, got ${quote(given)}${kind}${meant === null ? '' : `; ${meant}`}`);
    this.givenKind = givenKind;
  }
}

/**
 * Refuses a text with U+FFFD in it, which Node and other programs put in place of bytes that are no UTF-8, as those of
 * a terminal or a file in Latin-1. `what`: such as `a name`. Throws `BadValue`.
 */
export function refuseLostBytes(what: string, text: string): void {
  if (!text.includes('\ufffd')) return;
  throw new BadValue(`${what} in UTF-8, without U+FFFD, which stands where a byte was lost`, text);
}

/**
 * A parser of texts of which all are known; its error names the nearest. `what`: such as `an output format`; empty
 * where the option says it.
 */
export function oneOf<T extends string>(what: string, values: readonly T[]): (text: string) => T {
  const all = listChoices(values);
  const expected = what === '' ? `one of ${all}` : `${what} (${all})`;
  return (text) => {
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw new BadValue(expected, text, nearestValues(text, values));
  };
}

/** All values with commas between them; `column.<field>` stands for those of the many columns. */
export const listChoices = (values: readonly string[]): string =>
  [...new Set(values.map((value) => value.replace(/^column\..*/, 'column.<field>')))].join(', ');

/**
 * Of a few values those that were meant: the same in other letters, another tool's word for them, one that is written
 * alike or begins alike (`keyring` for `keychain`), else one whose other word is written alike.
 */
export function nearestValues(text: string, values: readonly string[]): string[] {
  // Nothing is written like nothing.
  if (/^[\s=]*$/.test(text)) return [];
  const same = values.filter((value) => plain(value) === plain(text));
  if (same.length > 0 || text.length > LONGEST_WORD) return same;
  const start = text.slice(0, SAME_START).toLowerCase();
  const ways = [
    () => sameMeaning(text, values),
    () => findNearest(text, values),
    () => (text.length < SAME_START ? [] : values.filter((value) => value.startsWith(start))),
    () => sameMeaning(text, values, true),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found.slice(0, MOST);
  }
  return [];
}
const SAME_START = 3;
const LONGEST_WORD = 60;
const MOST = 3;

/** The given text for a message: with JSON's escapes, also of what cannot be seen, else as `shownWord`. */
const quote = (given: string): string => showAddress(JSON.stringify(cutWord(redactTyped(given))));

/**
 * A word that was typed, for a message: with escapes of what cannot be seen, at most 60 characters, without the
 * password of an address and what is a token by its form.
 */
export const shownWord = (given: string): string => showUnseen(cutWord(redactTyped(given)));

/** A text without the password of an address; none of it where it holds what is a token by its form. */
export const redactTyped = (text: string): string =>
  idKind(text) === null && holdsToken(text) ? REDACTED : redactAddress(text);

/** Whether a text holds the password of an address, or what is a token by its form. */
export const holdsSecret = (text: string): boolean => redactTyped(text) !== text;

/** Those that hold no secret, also of the text that they were made of. */
function showable(words: readonly string[], given: string): string[] {
  const secrets = redactAddress(given) === given ? [] : addressSecrets(given);
  return words.filter(
    (word) =>
      word.length <= LONGEST_MEANT && !holdsSecret(word) && !secrets.some((secret) => word.includes(secret)),
  );
}
const LONGEST_MEANT = 300;

const cutWord = (text: string): string =>
  text.length > LONGEST_WORD ? `${text.slice(0, LONGEST_WORD - 1)}…` : text;
