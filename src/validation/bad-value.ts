import { redactAddress } from '../secrets/addresses.ts';

/**
 * A value of the wrong form. Each validating function takes text from a flag, the environment or a file and returns
 * the value, or throws this error, which says what was expected and what was given.
 */
export class BadValue extends Error {
  constructor(expected: string, given: string) {
    super(`expected ${expected}, got ${quote(given)}`);
  }
}

/** The given text for a message: with JSON's escapes, at most 60 characters, without the password of an address. */
function quote(given: string): string {
  const text = redactAddress(given);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
