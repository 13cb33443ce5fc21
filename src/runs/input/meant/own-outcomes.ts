import { cleanCell } from '../cell.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { countsOf, ValueCounts } from './value-counts.ts';
import { whereArgument } from './where.ts';

/** The outcomes of rows in which an earlier run changed something. */
const CHANGED: ReadonlySet<string> = new Set(['changed', 'recovered']);

/** Refuses results of ours in which a row changed nothing: whom an invitation failed for is a member of old. */
export class OwnOutcomes implements RowObserver {
  readonly #headers: readonly string[];
  readonly #column: Column;
  readonly #seen = new ValueCounts();
  #line: number | null | undefined;

  constructor(headers: readonly string[], column: Column) {
    this.#headers = headers;
    this.#column = column;
  }

  observe({ line, cells }: RawRow): void {
    const cell = cells[this.#column.index] ?? '';
    this.#seen.add(cell);
    if (this.#line === undefined && !CHANGED.has(cleanCell(cell).toLowerCase())) this.#line = line;
  }

  finish(): Findings {
    const values = this.#seen.list();
    if (this.#line === undefined) return {};
    const done = values.filter(({ folded }) => CHANGED.has(folded)).map(({ value }) => value);
    const others = values.filter(({ folded }) => !CHANGED.has(folded)).map(({ value }) => value);
    const ways = [done, others].filter((way) => way.length > 0);
    const message = `${this.#column.name} holds ${countsOf(values)}: a row that is not changed or recovered did nothing that could be taken back; --where says that it is meant`;
    const mend = ways.map((way) => whereArgument(this.#headers, this.#column, ...way));
    return { problems: [{ line: this.#line, message, mend }] };
  }
}
