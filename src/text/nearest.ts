import { distance } from 'fastest-levenshtein';
import { foldCase } from './fold-case.ts';

const MOST = 3;
const SHORTEST_PART = 3;
// Skips longer names, because a comparison takes the product of both lengths.
const LONGEST = 1000;

/**
 * The names most similar to the text, nearest first: three at most, none with mostly different letters.
 * A name that begins with the text, or else contains it, is similar at any length.
 * See docs/decisions/2026-11-25-fastest-levenshtein.md.
 */
export function findNearest(text: string, names: Iterable<string>): string[] {
  const wanted = foldCase(text);
  const limit = Math.max(2, Math.ceil(wanted.length / 3));
  return [...new Set(names)]
    .filter((name) => name.length <= LONGEST)
    .map((name) => ({ name, apart: letterDistance(wanted, foldCase(name)) }))
    .filter(({ apart }) => apart <= limit)
    .sort((one, other) => one.apart - other.apart)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Counts a name that begins with the text as one wrong letter, one that contains it as two. */
function letterDistance(text: string, name: string): number {
  const apart = distance(text, name);
  const at = text.length < SHORTEST_PART ? -1 : name.indexOf(text);
  return at < 0 ? apart : Math.min(apart, at === 0 ? 1 : 2);
}

/** The words of every suggestion: `did you mean a, b or c?`; null when there is none. */
export function didYouMean(names: readonly string[]): string | null {
  const [last, ...others] = [...names].reverse();
  if (last === undefined) return null;
  const before = others.length === 0 ? '' : `${others.reverse().join(', ')} or `;
  return `did you mean ${before}${last}?`;
}
