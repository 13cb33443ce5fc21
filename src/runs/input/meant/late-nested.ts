import { tooLate } from '../columns/doubtful-columns.ts';
import { fieldOf, foldName, isDateField } from '../columns/field-names.ts';
import type { NestedColumns } from '../columns/nested-columns.ts';
import type { RowObserver } from '../columns/table.ts';
import { isBackDateName } from '../names/back-date-names.ts';
import { goneDateName } from '../names/gone-date-names.ts';
import { isNameless } from '../names/other-names.ts';
import { isDecisionName } from '../words/decisions.ts';
import { isStateName } from '../words/state-names.ts';
import { endOfPath } from '../words/words.ts';

/** Refuses what JSON nests far down alone, too late to judge by it: states of people, and when they go. */
export function lateNested(nested: NestedColumns, ignored: readonly string[] = []): RowObserver {
  const meaningless = new Set(ignored.map(foldName));
  const found = new Map<string, number | null>();
  return {
    observe(row) {
      for (const name of nested.lateIn(row))
        if (isAsked(name) && !meaningless.has(foldName(name))) found.set(name, row.line);
    },
    finish: () => ({
      problems: [...found].map(([name, line]) => ({ line, ...tooLate(name, ['--ignore-column', name]) })),
    }),
  };
}

function isAsked(name: string): boolean {
  const end = endOfPath(name);
  if (isStateName(name) || goneDateName(name) !== null || isBackDateName(name)) return true;
  return isDateField(fieldOf(end)) || (isDecisionName(end) && !isNameless(end));
}
