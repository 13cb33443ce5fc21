import { withoutCredentials } from '../secrets/addresses.ts';

/**
 * The forms that ids, URLs and numbers must have, wherever they come from: a flag, the environment, a file.
 * Each function takes text and returns the value, or throws a `BadValue` that says what was expected and what was given.
 */
export class BadValue extends Error {
  constructor(expected: string, given: string) {
    super(`expected ${expected}, got ${quote(given)}`);
  }
}

/** The given text as it may stand in a message: JSON's escapes, at most 60 characters, no password of an address. */
function quote(given: string): string {
  const text = withoutCredentials(given);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
