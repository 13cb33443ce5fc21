/** What agrees with a number, such as `is` or `are`: the first of one, the second of none and of several. */
export const agreeing = (count: number, one: string, several: string): string =>
  count === 1 ? one : several;

/** `1 line`, `2 lines`. `several`: the plural, where it is not the noun with an s. */
export const counted = (count: number, noun: string, several = `${noun}s`): string =>
  `${count} ${agreeing(count, noun, several)}`;

/** `a, b and c`, or with another word before the last. */
export const inWords = (words: readonly string[], before: 'and' | 'or'): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(` ${before} `);

/** The first names, and how many more there are: `a, b and 3 more`. `count`: of all, where not all are here. */
export function namedFirst(names: readonly string[], most: number, count = names.length): string {
  const shown = names.slice(0, most);
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
