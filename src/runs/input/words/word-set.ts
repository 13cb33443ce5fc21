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
