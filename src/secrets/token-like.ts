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

// JSON begins so in base64; in names, a small letter stands behind `ey`.
const SIGNED = /^-*ey[A-L][\w-]{7,}\.[\w-]{8,}/;
const MIXED: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /\d/];

/** Whether there is a token in a text by its form: one that is signed (JWT), or mixed letters and digits. */
export const holdsToken = (text: string): boolean =>
  (text.match(/[\w.-]{20,}/g) ?? []).some((word) => SIGNED.test(word)) ||
  (text.match(/[A-Za-z0-9]{24,}/g) ?? []).some((word) => MIXED.every((kind) => kind.test(word)));
