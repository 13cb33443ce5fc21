import { operationOf } from '../../../operations/by-action.ts';
import { type Action, OUTCOMES } from '../../../results/record.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { cleanCell } from '../cell.ts';
import { foldName } from '../columns/field-names.ts';
import { whereArgument } from '../columns/header.ts';
import type { Column, Findings, RawRow, RowFilter, RowObserver } from '../columns/table.ts';
import { countsOf, ValueCounts } from './value-counts.ts';

// What is asked of a file that is our own: results, or differences.

/** The words of our results and differences, by the column that has them. */
const WORDS: Readonly<Record<'outcome' | 'kind', ReadonlySet<string>>> = {
  outcome: new Set<string>([...OUTCOMES, 'not_found']),
  kind: new Set(['orphan', 'leaver', 'returned', 'missing', 'ambiguous']),
};

/** The columns by which a file is known as our own results or differences, as long as every row agrees. */
export class OwnWords implements RowObserver {
  readonly outcome: Column | undefined;
  readonly kind: Column | undefined;
  readonly #isMarked: boolean;
  #areWords = true;

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

export function ownKinds({ name, index }: Column, action: Action): RowFilter {
  const wanted = operationOf[action].differences;
  const leftOut = new ValueCounts();
  return {
    keeps({ cells }) {
      const cell = cells[index] ?? '';
      if (wanted.includes(foldCase(cleanCell(cell)))) return true;
      leftOut.add(cell);
      return false;
    },
    finish() {
      const not_chosen = leftOut.rows;
      if (not_chosen === 0) return {};
      const rows = not_chosen === 1 ? '1 row is' : `${not_chosen} rows are`;
      const taken = wanted.length === 1 ? 'is' : 'are';
      const why = `only ${wanted.join(' and ')} ${taken} taken unless --where says otherwise`;
      return { notes: [`${rows} left out: ${name} is ${countsOf(leftOut.list())}; ${why}`], not_chosen };
    },
  };
}

/** What every row of our own files has to say in a column, unless `--where` chooses others, and why. */
interface Expected {
  readonly words: ReadonlySet<string>;
  readonly why: string;
}

/** Of results whom an earlier run changed: whom an invitation failed for is a member of old. */
export const CHANGED_ROWS: Expected = {
  words: new Set(['changed', 'recovered']),
  why: 'a row that is not changed or recovered did nothing that could be taken back',
};

/** Of differences who is not protected: `-o csv` and `-o ids` leave those and owners out, and JSON shows them. */
export const UNPROTECTED_ROWS: Expected = {
  words: new Set(['false', 'no', '']),
  why: 'who is protected, or an owner, is not taken for a leaver',
};

/** Of what `runs verify` found who is still as the run wanted: the others came back, and are not to be removed. */
export const VERIFIED_ROWS: Expected = {
  words: new Set(['yes', '']),
  why: 'who is not as the run wanted may have come back',
};

/** True for the column that says what `runs verify` found, in its own answer and in the CSV of a report. */
export const saysVerified = ({ name }: Column, columns: readonly Column[]): boolean =>
  name === 'verified' && columns.some((other) => other.name === 'verified_at');

/** Refuses files of ours in which a row says another thing than is expected. */
export function ownOutcomes(column: Column, { words, why }: Expected): RowObserver {
  const seen = new ValueCounts();
  let other: number | null | undefined;
  return {
    observe({ line, cells }) {
      const cell = cells[column.index] ?? '';
      seen.add(cell);
      if (other === undefined && !words.has(wordIn(cell))) other = line;
    },
    finish() {
      if (other === undefined) return {};
      const values = seen.list();
      const ways = [true, false].map((isFitting) =>
        values.filter(({ folded }) => words.has(folded) === isFitting).map(({ value }) => value),
      );
      const message = `${column.name} holds ${countsOf(values)}: ${why}; --where says that it is meant`;
      const mend = ways.filter((way) => way.length > 0).map((way) => whereArgument(column, ...way));
      return { problems: [{ line: other, message, mend }] };
    },
  };
}
