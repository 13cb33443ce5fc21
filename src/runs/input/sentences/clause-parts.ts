import { DEPARTURES, HELPERS, LEAVE, NEGATIONS, PRONOUNS, SAYS, THINGS, WILL } from './sentence-words.ts';

export type Words = readonly string[];

/** A look at one word of a clause: what stands before it and behind it. */
export type Rule = (word: string, before: Words, behind: Words) => boolean;

/** How many words off another word may belong to one. */
export const NEAR = 4;
const MOST_OF_SUBJECT = 5;

export const isDenied = (words: Words): boolean => words.some((word) => NEGATIONS.has(word));
export const areThings = (words: Words): boolean => words.some((word) => THINGS.has(word));

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
