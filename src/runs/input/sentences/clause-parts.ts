import { someIn } from '../words/word-set.ts';
import { DEPARTURES, HELPERS, LEAVE, NEGATIONS, PRONOUNS, SAYS, THINGS, WILL } from './sentence-words.ts';

export type Words = readonly string[];

/** A word of a clause, with what stands before it, behind it, and both. */
export type Rule = (place: {
  readonly word: string;
  readonly before: Words;
  readonly behind: Words;
  readonly around: Words;
}) => boolean;

/** The words from the first one on that is none of these. */
export function wordsFrom(words: Words, isPassed: (word: string) => boolean): Words {
  const at = words.findIndex((word) => !isPassed(word));
  return at < 0 ? [] : words.slice(at);
}

/** How many words off another word may belong to one. */
export const NEAR = 4;
const MOST_OF_SUBJECT = 5;

export const isDenied = (words: Words): boolean => someIn(words, NEGATIONS);
export const areThings = (words: Words): boolean => someIn(words, THINGS);

/** What stands before a verb, behind the last word that begins a sentence. */
const saidBefore = (before: Words): Words => before.slice(1 + before.findLastIndex((word) => SAYS.has(word)));

/** True where the person is spoken of alone, and not how they leave. */
export function isOfPerson(before: Words): boolean {
  const subject = saidBefore(before).filter((word) => !HELPERS.has(word) && !WILL.has(word));
  if (PRONOUNS.has(subject.at(-1) ?? '')) return true;
  return (
    subject.length <= MOST_OF_SUBJECT &&
    !areThings(subject) &&
    !subject.some((word) => LEAVE.has(word) || DEPARTURES.has(word) || /^\d/.test(word))
  );
}
