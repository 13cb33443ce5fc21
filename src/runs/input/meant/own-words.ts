import { OUTCOMES } from '../../../results/record.ts';
import { cleanCell } from '../cell.ts';
import { foldName } from '../columns/field-names.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';

const KINDS = ['orphan', 'leaver', 'returned', 'missing', 'ambiguous'];

/** The words of our results and differences, by the column that has them. */
const WORDS: Readonly<Record<'outcome' | 'kind', ReadonlySet<string>>> = {
  outcome: new Set<string>([...OUTCOMES, 'not_found']),
  kind: new Set(KINDS),
};

/** The columns by which a file is known as our own results or differences, as long as every row agrees. */
export class OwnWords implements RowObserver {
  readonly outcome: Column | undefined;
  readonly kind: Column | undefined;
  readonly #isMarked: boolean;
  #areWords = true;

  /** Decides by the first rows. */
  constructor(columns: readonly Column[], rows: readonly RawRow[]) {
    this.#isMarked = columns.some(({ name }) => name === 'schema_version');
    const find = (field: keyof typeof WORDS, isMarked: boolean) =>
      columns.find(
        ({ name, index }) =>
          foldName(name) === field &&
          rows.length > 0 &&
          (isMarked || rows.every(({ cells }) => WORDS[field].has(wordIn(cells[index])))),
      );
    this.outcome = find('outcome', this.#isMarked);
    // Differences have no mark: beside one it is a column of the user's own.
    this.kind = find('kind', false);
  }

  /** True as long as the file is our own. */
  get areOurs(): boolean {
    return this.#isMarked || (this.#areWords && (this.outcome !== undefined || this.kind !== undefined));
  }

  observe({ cells }: RawRow): void {
    for (const field of ['outcome', 'kind'] as const) {
      const column = this[field];
      if (column && !WORDS[field].has(wordIn(cells[column.index]))) this.#areWords = false;
    }
  }

  finish(): Findings {
    return { are_results: this.areOurs && this.outcome !== undefined };
  }
}

/** True for a column of this name in which a cell has a word of ours, although not every one may. */
export const hasOwnWords = (
  field: keyof typeof WORDS,
  { name, index }: Column,
  rows: readonly RawRow[],
): boolean => foldName(name) === field && rows.some(({ cells }) => WORDS[field].has(wordIn(cells[index])));

/** Columns that our results and differences have, or carry: they are told, not judged. */
export const isOwnColumn = (name: string): boolean =>
  ['action', 'status', 'account_state', 'last_day'].includes(name) || name.startsWith('input_');

const wordIn = (cell = ''): string => cleanCell(cell).toLowerCase();
