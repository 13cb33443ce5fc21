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

const BLANK = 32;

const placeOf = (one: number, two: number, three: number): number =>
  ((one & 31) << 10) | ((two & 31) << 5) | (three & 31);

/** The letters with which words begin, by five bits of each of the first three: a look costs next to nothing. */
export class Beginnings {
  readonly #places = new Uint8Array(2 ** 15);

  constructor(words: Iterable<string>) {
    for (const word of words) {
      this.#add(word);
      // The last bits of `ğ` and `Ğ` differ.
      this.#add(word.toUpperCase());
    }
  }

  #add(word: string): void {
    const [one, two, three] = [word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2)];
    this.#places[placeOf(one || BLANK, two || BLANK, three || BLANK)] = 1;
  }

  /** False where no word begins with letters of these codes; a blank behind the end of one. */
  mayBegin(one: number, two: number, three: number): boolean {
    return this.#places[placeOf(one, two, three)] === 1;
  }
}
