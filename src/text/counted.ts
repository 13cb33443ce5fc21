/** What agrees with a number, such as `is` or `are`: the first of one, the second of none and of several. */
export const agreeing = (count: number, one: string, several: string): string =>
  count === 1 ? one : several;

/** `1 line`, `2 lines`. `several`: the plural, where it is not the noun with an s. */
export const counted = (count: number, noun: string, several = `${noun}s`): string =>
  `${count} ${agreeing(count, noun, several)}`;
