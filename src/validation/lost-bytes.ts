import { BadValue } from './bad-value.ts';

/**
 * Refuses a text with U+FFFD in it, which Node and other programs put in place of bytes that are no UTF-8, as those of
 * a terminal or a file in Latin-1. `what`: such as `a name`. Throws `BadValue`.
 */
export function refuseLostBytes(what: string, text: string): void {
  if (!text.includes('\ufffd')) return;
  throw new BadValue(`${what} in UTF-8, without U+FFFD, which stands where a byte was lost`, text);
}
