/** `1 line`, `2 lines`. `several`: the plural, where it is not the noun with an s. */
export const counted = (count: number, noun: string, several = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : several}`;
