import { findNearest } from '../../../text/nearest.ts';
import { listOf } from '../columns/header.ts';
import type { RowFilter } from '../columns/meaning.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { ValueCounts } from './value-counts.ts';
import type { Condition } from './where.ts';

/** Chooses the rows for which every `--where` holds; a value that no row of the file has is a problem. */
export class ChosenRows implements RowFilter {
  readonly #conditions: readonly { readonly condition: Condition; readonly seen: ValueCounts }[];
  #rows = 0;
  #leftOut = 0;

  constructor(conditions: readonly Condition[]) {
    this.#conditions = conditions.map((condition) => ({ condition, seen: new ValueCounts() }));
  }

  keeps({ cells }: RawRow): boolean {
    let isChosen = true;
    // Every condition sees every row: what the file holds does not depend on what the others leave out.
    for (const { condition, seen } of this.#conditions) {
      const value = seen.add(cells[condition.column.index] ?? '');
      if (condition.values.has(value) !== condition.isMeant) isChosen = false;
    }
    this.#rows += 1;
    if (!isChosen) this.#leftOut += 1;
    return isChosen;
  }

  finish(): Findings {
    const problems = this.#conditions.flatMap(({ condition, seen }) => unknownValues(condition, seen));
    const notes =
      problems.length > 0 ? [] : [`--where chooses ${this.#rows - this.#leftOut} of ${this.#rows} rows`];
    return { problems, notes, not_chosen: this.#leftOut };
  }
}

/** The values that a condition names and no row has. */
function unknownValues({ column, values, text }: Condition, seen: ValueCounts): ColumnProblem[] {
  const unknown = [...values].filter((value) => !seen.has(value));
  const known = seen.list().map(({ value }) => value);
  return unknown.map((value) => {
    const nearest = findNearest(value, known);
    const words =
      nearest.length > 0 ? `did you mean ${listOf(nearest)}?` : `there are: ${listOf(known) || 'none'}`;
    const what = value === '' ? 'no row without a value' : `no row with "${value}"`;
    return { message: `--where ${text}: there is ${what} in ${listOf([column.name])}; ${words}`, mend: [] };
  });
}
