import { isIn, someIn } from '../words/words.ts';
import { DEPARTURES, HELPERS, LEAVE, NEGATIONS, PRONOUNS, SAYS, THINGS, WILL } from './sentence-words.ts';

const LONGEST = 1_000;
const MOST_CLAUSES = 100;

/** Words, numbers (also days and hours in figures) and signs. */
const PARTS = /\p{L}+(?:['-]\p{L}+)*|\p{N}+(?:[./:-]\p{N}+)*|[^\p{L}\p{N}\s]/gu;
const IS_WORD = /^[\p{L}\p{N}]/u;
/** `3` and `3.10`, behind which a point may stand; not a year. */
const IS_DAY = /^\d{1,2}(?:\.\d{1,2})?$/;
const IS_SMALL = /^\p{Ll}/u;

/** An article before a vowel, which belongs to the word. */
const ARTICLE = /^(?:l|d|qu|n|s|c|j|un|dell|all)'(?=\p{L}{2})/u;

/** `she'll`, `Ben's`: the verb is a word. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["'s", 'is'],
  ["'re", 'are'],
]);

/** `jane.stays@example.com` says nothing. */
const withoutAddresses = (text: string): string =>
  text.includes('@')
    ? text
        .split(' ')
        .filter((word) => !word.includes('@'))
        .join(' ')
    : text;

/** True for the point behind a number that does not end a sentence. */
const isOfDay = (parts: readonly string[], at: number): boolean =>
  parts[at] === '.' && IS_DAY.test(parts[at - 1] ?? '') && IS_SMALL.test(parts[at + 1] ?? '');

/** The parts of a text between its signs, as words in lower case; `am 3.10. zurück` is one. */
export function clausesOf(text: string): readonly (readonly string[])[] {
  const begin = withoutAddresses(text.slice(0, LONGEST));
  const parts = begin.normalize('NFC').replaceAll('’', "'").match(PARTS) ?? [];
  const clauses: string[][] = [[]];
  for (const [at, part] of parts.entries()) {
    const clause = clauses.at(-1) ?? [];
    if (IS_WORD.test(part)) clause.push(...wordsOf(part.toLowerCase()));
    // What begins with a day, as `3.11. stays`, says when it was written.
    else if (clause.length > 0 && !(clause.length > 1 && isOfDay(parts, at))) clauses.push([]);
    if (clauses.length > MOST_CLAUSES) break;
  }
  return clauses.filter((clause) => clause.length > 0);
}

function wordsOf(part: string): readonly string[] {
  if (!part.includes("'")) return [part];
  const at = part.lastIndexOf("'");
  const verb = SHORT.get(part.slice(at)) ?? (part.endsWith("'ll") ? 'will' : undefined);
  return verb === undefined ? [part.replace(ARTICLE, '')] : [part.slice(0, at), verb];
}

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
    !subject.some((word) => isIn(word, LEAVE, DEPARTURES) || /^\d/.test(word))
  );
}
