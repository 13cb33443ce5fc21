import { wrapWords } from './wrap.ts';

/** What can be typed or read, and the words about it. */
export type Item = readonly [term: string, meaning: string];

/** The widest term that still has its meaning beside it. */
const WIDEST_TERM = 24;

/** A narrower terminal has every meaning below its term. */
const NARROW = 60;

/** The columns of a page where the terminal does not say, and of the widest that is still easy to read. */
const [USUAL, WIDEST] = [80, 100];

/** The columns that a page of help may take; some terminals say 0. */
export const pageWidth = (columns: number | undefined): number => Math.min(columns || USUAL, WIDEST);

/**
 * A list with the terms in one column and their meanings, wrapped, in another; below their terms where those are long
 * or the page is narrow. `width`: columns of the page. `column`: where the meanings begin.
 */
export function itemLines(
  items: readonly Item[],
  width: number,
  column = meaningColumn(items, width),
): readonly string[] {
  return items.flatMap(([term, meaning]) => {
    const [first = '', ...others] = wrapWords(meaning, width - column);
    const head = `  ${term}`;
    const indented = (line: string) => ' '.repeat(column) + line;
    if (meaning === '') return [head];
    if (head.length + 2 > column) return [head, ...[first, ...others].map(indented)];
    return [head.padEnd(column) + first, ...others.map(indented)];
  });
}

/** Where the meanings of these begin: two columns behind the widest term that has its meaning beside it. */
export function meaningColumn(items: readonly Item[], width: number): number {
  const beside = items.map(([term]) => term.length).filter((length) => length <= WIDEST_TERM);
  return width < NARROW ? 6 : Math.max(6, ...beside.map((length) => length + 4));
}

/** A heading, the lines below it and an empty line; nothing without lines. */
export const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [heading, ...lines, ''];
