import { allIn, wordSet, wordsAtEnd } from '../words/words.ts';

/** Words that are only an answer: `Y/N`. */
const ANSWERS = wordSet(['y|n|yes|no|ja|nein|oui|non|sì']);

/** What programs write in place of a name that is missing: `Column1`, `Unnamed: 4`. */
const PLACEHOLDER = /^(?:[ck]olumn[ae]?|spalte|colonn[ae]|coluna|kolom|unnamed:|列) ?\d{1,3}$/i;

/** True for a header without a name in it, at most a mark or two answers; `2025` and `100%` are names. */
export function isNameless(header: string): boolean {
  if (/\p{N}/u.test(header)) return PLACEHOLDER.test(header);
  const words = wordsAtEnd(header);
  return words.length < 2 ? words.every((word) => word === 'x') : allIn(words, ANSWERS);
}
