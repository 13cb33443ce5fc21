import { tooLate } from '../columns/doubtful-columns.ts';
import { fieldOf, foldName } from '../columns/field-names.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { NestedColumns } from '../columns/nested-columns.ts';
import { isBackDateName } from '../names/back-date-names.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { isDecisionName, isNameless } from '../words/decisions.ts';
import { endOfPath, isStateName } from '../words/state-names.ts';

/** Refuses what JSON nests far down alone, where it is too late to judge by it: states of people, and when they go. */
export class LateNested implements RowObserver {
  readonly #nested: NestedColumns;
  readonly #ignored: ReadonlySet<string>;
  readonly #found = new Map<string, number | null>();

  /** `ignored`: the headers that mean nothing. */
  constructor(nested: NestedColumns, ignored: readonly string[] = []) {
    this.#nested = nested;
    this.#ignored = new Set(ignored.map(foldName));
  }

  observe(row: RawRow): void {
    for (const name of this.#nested.lateIn(row)) {
      if (isAsked(name) && !this.#ignored.has(foldName(name))) this.#found.set(name, row.line);
    }
  }

  finish(): Findings {
    const problems = [...this.#found].map(([name, line]) => ({
      line,
      ...tooLate(name, ['--ignore-column', name]),
    }));
    return { problems };
  }
}

function isAsked(name: string): boolean {
  const end = endOfPath(name);
  const field = fieldOf(end);
  if (isStateName(name) || goneDateName(name) !== null || isBackDateName(name)) return true;
  return field === 'last_day' || field === 'effective_at' || (isDecisionName(end) && !isNameless(end));
}
