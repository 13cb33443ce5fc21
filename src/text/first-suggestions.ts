import { findNearest } from './nearest.ts';

export type Suggest = (text: string, names: Iterable<string>) => readonly string[];

/** So many mistakes of a kind are printed one by one; the others are counted. */
const MOST = 10;

/**
 * Suggests names for the first ten texts that have no match, and none for the others: a comparison with all members
 * takes a tenth of a second, and a wrong file may have thousands of such texts. The same text gets the same names.
 * See docs/decisions/2026-11-26-first-suggestions.md.
 */
export class FirstSuggestions {
  readonly #found = new Map<string, readonly string[]>();

  /** How many further texts get suggestions. */
  get left(): number {
    return MOST - this.#found.size;
  }

  readonly suggest: Suggest = (text, names) => {
    const known = this.#found.get(text);
    if (known !== undefined || this.left === 0) return known ?? [];
    const nearest = findNearest(text, names);
    this.#found.set(text, nearest);
    return nearest;
  };
}
