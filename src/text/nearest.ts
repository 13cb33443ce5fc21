import { distance } from 'fastest-levenshtein';
import { foldCase } from './fold-case.ts';
import { addressDistance } from './nearest-addresses.ts';

const MOST = 3;
const SHORTEST_PART = 3;
// Skips longer names, because a comparison takes the product of both lengths.
const LONGEST = 1000;

/**
 * The names most similar to the text, nearest first: three at most, none with mostly different letters.
 * A name that begins with the text, or else contains it, is similar at any length. Addresses are compared by what
 * stands before the `@`.
 * See docs/decisions/2026-11-25-fastest-levenshtein.md.
 */
export function findNearest(text: string, names: Iterable<string>): string[] {
  const apart = text.includes('@') ? addressDistance : nameDistance;
  return [...new Set(names)]
    .filter((name) => name.length <= LONGEST)
    .flatMap((name) => {
      const found = apart(text, name);
      return found === null ? [] : { name, apart: found };
    })
    .sort((one, other) => one.apart - other.apart)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Counts a name that begins with the text as one wrong letter, one that contains it as two; null for too many. */
function nameDistance(text: string, other: string): number | null {
  const [wanted, name] = [foldCase(text), foldCase(other)];
  const at = wanted.length < SHORTEST_PART ? -1 : name.indexOf(wanted);
  const letters = distance(wanted, name);
  const apart = at < 0 ? letters : Math.min(letters, at === 0 ? 1 : 2);
  return apart <= Math.max(2, Math.ceil(wanted.length / 3)) ? apart : null;
}

/** The words of every suggestion: `did you mean a, b or c?`; null when there is none. */
export function didYouMean(names: readonly string[]): string | null {
  const [last, ...others] = [...names].reverse();
  if (last === undefined) return null;
  const before = others.length === 0 ? '' : `${others.reverse().join(', ')} or `;
  return `did you mean ${before}${last}?`;
}
