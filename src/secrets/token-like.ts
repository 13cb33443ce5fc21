import { REDACTED } from './names.ts';

/**
 * Endpoints whose answers are never quoted, because they may hold a token that is not known as a secret yet.
 * See docs/decisions/2026-11-26-auth-answers-unquoted.md.
 */
export const handsOutTokens = (url: string): boolean => /\/v1\/+auth(?:[/?]|$)/i.test(url);

const WORD = /[\w.~+/=-]{8,}/g;
const LONGEST_WORD = 24;

/** Redacts words that could be a token: with a digit in them, or longer than words are. */
export function redactTokenLike(text: string): string {
  return text.replace(WORD, (word) =>
    word.length > LONGEST_WORD || /\d/.test(word) ? redactTail(word) : word,
  );
}

/** Keeps error codes of the API, which are long and have no digits. */
const redactTail = (word: string): string => (/^[A-Z]+(?:_[A-Z]+)*$/.test(word) ? word : REDACTED);
