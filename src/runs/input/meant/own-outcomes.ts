import { cleanCell } from '../cell.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { countsOf, ValueCounts } from './value-counts.ts';
import { whereArgument } from './where.ts';

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

/** Refuses files of ours in which a row says another thing than is expected. */
export class OwnOutcomes implements RowObserver {
  readonly #headers: readonly string[];
  readonly #column: Column;
  readonly #expected: Expected;
  readonly #seen = new ValueCounts();
  #line: number | null | undefined;

  constructor(headers: readonly string[], column: Column, expected: Expected) {
    this.#headers = headers;
    this.#column = column;
    this.#expected = expected;
  }

  observe({ line, cells }: RawRow): void {
    const cell = cells[this.#column.index] ?? '';
    this.#seen.add(cell);
    if (this.#line === undefined && !this.#expected.words.has(cleanCell(cell).toLowerCase()))
      this.#line = line;
  }

  finish(): Findings {
    const values = this.#seen.list();
    if (this.#line === undefined) return {};
    const { words, why } = this.#expected;
    const fitting = values.filter(({ folded }) => words.has(folded)).map(({ value }) => value);
    const others = values.filter(({ folded }) => !words.has(folded)).map(({ value }) => value);
    const ways = [fitting, others].filter((way) => way.length > 0);
    const message = `${this.#column.name} holds ${countsOf(values)}: ${why}; --where says that it is meant`;
    const mend = ways.map((way) => whereArgument(this.#headers, this.#column, ...way));
    return { problems: [{ line: this.#line, message, mend }] };
  }
}
