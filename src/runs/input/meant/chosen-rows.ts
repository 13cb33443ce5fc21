import { counted } from '../../../text/counted.ts';
import { cutText } from '../../../text/cut.ts';
import { FirstSuggestions } from '../../../text/first-suggestions.ts';
import { listOf } from '../columns/header.ts';
import type { RowFilter } from '../columns/meaning.ts';
import type { ColumnProblem, Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { ValueCounts } from './value-counts.ts';
import type { Condition } from './where.ts';

interface SeenCondition {
  readonly condition: Condition;
  readonly seen: ValueCounts;
  /** Those of its values that no row had by now: more are told apart than the counts of the others have room for. */
  readonly missing: Set<string>;
}

/** Chooses the rows for which every `--where` holds; a value that no row of the file has is a problem. */
export class ChosenRows implements RowFilter {
  readonly #conditions: readonly SeenCondition[];
  #rows = 0;
  #leftOut = 0;

  constructor(conditions: readonly Condition[]) {
    this.#conditions = conditions.map((condition) => ({
      condition,
      seen: new ValueCounts(),
      missing: new Set(condition.values),
    }));
  }

  keeps({ cells }: RawRow): boolean {
    let isChosen = true;
    // Every condition sees every row: what the file holds does not depend on what the others leave out.
    for (const { condition, seen, missing } of this.#conditions) {
      const value = seen.add(cells[condition.column.index] ?? '');
      missing.delete(value);
      if (condition.values.has(value) !== condition.isMeant) isChosen = false;
    }
    this.#rows += 1;
    if (!isChosen) this.#leftOut += 1;
    return isChosen;
  }

  finish(): Findings {
    const problems = this.#conditions.flatMap(unknownValues);
    const notes =
      problems.length > 0
        ? []
        : [`--where chooses ${this.#rows - this.#leftOut} of ${counted(this.#rows, 'row')}`];
    return { problems, notes, not_chosen: this.#leftOut };
  }
}

const LONGEST_TEXT_BYTES = 200;

/** The values that a condition names and no row has. */
function unknownValues({ condition: { column, text }, seen, missing }: SeenCondition): ColumnProblem[] {
  const known = seen.list().map(({ value }) => value);
  const { suggest } = new FirstSuggestions();
  return [...missing].map((value) => {
    const nearest = suggest(value, known);
    const words =
      nearest.length > 0 ? `did you mean ${listOf(nearest)}?` : `there are: ${listOf(known) || 'none'}`;
    const what = value === '' ? 'no row without a value' : `no row with "${value}"`;
    const where = `--where ${cutText(text, LONGEST_TEXT_BYTES)}`;
    return { message: `${where}: there is ${what} in ${listOf([column.name])}; ${words}`, mend: [] };
  });
}
