import { REDACTED } from './names.ts';

/** Whatever stands in the answers of these, it may be a token that nobody knows as one yet: they are never quoted. */
export const handsOutTokens = (url: string): boolean => /\/v1\/+auth(?:[/?]|$)/i.test(url);

const WORD = /[\w.~+/=-]{8,}/g;
const LONGEST_WORD = 24;

/** Words of such an answer, without those that could be a token: with a digit in them, or longer than words are. */
export function withoutTokenLike(text: string): string {
  return text.replace(WORD, (word) => (word.length > LONGEST_WORD || /\d/.test(word) ? tail(word) : word));
}

/** Codes of the API are long and have no digits: they stay. */
const tail = (word: string): string => (/^[A-Z]+(?:_[A-Z]+)*$/.test(word) ? word : REDACTED);
