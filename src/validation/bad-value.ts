import { redactAddress } from '../secrets/addresses.ts';

/**
 * A value of the wrong form. Each validating function takes text from a flag, the environment or a file and returns
 * the value, or throws this error, which says what was expected and what was given.
 */
export class BadValue extends Error {
  /** `nearest`: values that were probably meant. */
  constructor(expected: string, given: string, nearest: readonly string[] = []) {
    const meant = nearest.length === 0 ? '' : `; did you mean ${nearest.join(' or ')}?`;
    super(`expected ${expected}, got ${quote(given)}${meant}`);
  }
}

/** The given text for a message: with JSON's escapes, at most 60 characters, without the password of an address. */
function quote(given: string): string {
  const text = redactAddress(given);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
