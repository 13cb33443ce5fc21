import { foldCase } from '../../../text/fold-case.ts';

/** Folds case. In lower case the dotted letter of Turkish is two. */
export const foldWords = (text: string): string => foldCase(text).replaceAll('i\u0307', 'i');

/** The words of lines in which `|` divides them. */
export const wordList = (lines: readonly string[]): readonly string[] => lines.join('|').split('|');

/** The same to look in. */
export const wordSet = (lines: readonly string[]): ReadonlySet<string> => new Set(wordList(lines));

/** True where one of the words stands in one of the lists. */
export const someIn = (words: readonly string[], ...lists: readonly ReadonlySet<string>[]): boolean =>
  words.some((word) => lists.some((list) => list.has(word)));

/** True where each of the words stands in one of the lists. */
export const allIn = (words: readonly string[], ...lists: readonly ReadonlySet<string>[]): boolean =>
  words.every((word) => lists.some((list) => list.has(word)));

/** Shorter ones are words of their own: `exist`. */
const SHORTEST_OF_TWO = 7;
const LONGEST_OF_TWO = 40;

/** The known words that are written as one: `keepaccess`, as databases write `keepAccess`. Any other as it is. */
export function divided(word: string, isKnown: (part: string) => boolean): readonly string[] {
  const mayBeTwo = word.length >= SHORTEST_OF_TWO && word.length <= LONGEST_OF_TWO && !isKnown(word);
  return (mayBeTwo && partsOf(word, isKnown)) || [word];
}

/** By the longest first part. From the last place on, so that none is looked at twice. */
function partsOf(word: string, isKnown: (part: string) => boolean): readonly string[] | undefined {
  const from = new Map<number, readonly string[]>([[word.length, []]]);
  for (let at = word.length - 2; at >= 0; at -= 1) {
    const end = [...from.keys()].find((each) => each - at > 1 && isKnown(word.slice(at, each)));
    if (end !== undefined) from.set(at, [word.slice(at, end), ...(from.get(end) ?? [])]);
  }
  return from.get(0);
}
