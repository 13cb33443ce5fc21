import { normalised } from './placeholders.ts';

/** A line of the page and the line of the program that it stands for. */
export type Pair = readonly [written: string, real: string];

const ANYTHING = /^\s*(\.\.\.|…)\s*$/;

/**
 * Compares the lines that a page shows with those that came.
 * A line `...` or `…` stands for any number of lines, also for none; a `…` within a line for any text.
 * Returns the pairs of lines that say the same, or null where the two differ.
 */
export function compare(expected: readonly string[], actual: readonly string[]): Pair[] | null {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0 ? [] : null;
  if (ANYTHING.test(first)) {
    for (let skipped = 0; skipped <= actual.length; skipped++) {
      const pairs = compare(rest, actual.slice(skipped));
      if (pairs !== null) return pairs;
    }
    return null;
  }
  const [line, ...others] = actual;
  if (line === undefined || !same(first, line)) return null;
  const pairs = compare(rest, others);
  return pairs === null ? null : [[first, line], ...pairs];
}

function same(written: string, real: string): boolean {
  const parts = spaced(normalised(written)).split('…');
  const pattern = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`).test(spaced(normalised(real)));
}

/** Columns are as wide as their longest cell, so a placeholder changes how many blanks stand between them. */
function spaced(text: string): string {
  return text.trimEnd().replace(/(?<=\S) {2,}/g, '  ');
}

/** The lines of an output; its last line end makes no line of its own. */
export function linesOf(output: string): string[] {
  if (output === '') return [];
  return output.replace(/\n$/, '').split('\n');
}
