import { redactAddress } from '../secrets/addresses.ts';
import { didYouMean, findNearest } from '../text/nearest.ts';
import { showAddress } from '../text/shown.ts';
import { type IdKind, nameOfKind } from './id-kinds.ts';

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
    const meant = didYouMean(nearest);
    const kind = givenKind === null ? '' : `, ${nameOfKind(givenKind)}`;
    super(`expected ${expected}, got ${quote(given)}${kind}${meant === null ? '' : `; ${meant}`}`);
    this.givenKind = givenKind;
  }
}

/**
 * A parser of texts of which all are known; its error names the nearest. `what`: such as `an output format`; empty
 * where the option says it.
 */
export function oneOf<T extends string>(what: string, values: readonly T[]): (text: string) => T {
  const all = values.join(', ');
  const expected = what === '' ? `one of ${all}` : `${what} (${all})`;
  return (text) => {
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw new BadValue(expected, text, nearestValues(text, values));
  };
}

/** Of a few values also one that begins alike: `keyring` for `keychain`. */
export function nearestValues(text: string, values: readonly string[]): string[] {
  const near = findNearest(text, values);
  const start = text.slice(0, SAME_START).toLowerCase();
  return near.length > 0 || text.length < SAME_START
    ? near
    : values.filter((value) => value.startsWith(start));
}
const SAME_START = 3;

/**
 * The given text for a message: with JSON's escapes, also of what cannot be seen, at most 60 characters, without the
 * password of an address.
 */
function quote(given: string): string {
  const text = redactAddress(given);
  return showAddress(JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text));
}
