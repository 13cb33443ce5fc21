import { operationOf } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { foldCase } from '../../../text/fold-case.ts';
import { cleanCell } from '../cell.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowFilter } from '../columns/meaning.ts';
import type { Findings } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { countsOf, ValueCounts } from './value-counts.ts';

/** Of differences, the rows that the action is for. */
export class OwnKinds implements RowFilter {
  readonly #column: Column;
  readonly #wanted: readonly string[];
  readonly #leftOut = new ValueCounts();

  constructor(column: Column, action: Action) {
    this.#column = column;
    this.#wanted = operationOf[action].differences;
  }

  keeps({ cells }: RawRow): boolean {
    const cell = cells[this.#column.index] ?? '';
    if (this.#wanted.includes(foldCase(cleanCell(cell)))) return true;
    this.#leftOut.add(cell);
    return false;
  }

  finish(): Findings {
    const not_chosen = this.#leftOut.rows;
    if (not_chosen === 0) return {};
    const rows = not_chosen === 1 ? '1 row is' : `${not_chosen} rows are`;
    const taken = this.#wanted.length === 1 ? 'is' : 'are';
    const why = `only ${this.#wanted.join(' and ')} ${taken} taken unless --where says otherwise`;
    return {
      notes: [`${rows} left out: ${this.#column.name} is ${countsOf(this.#leftOut.list())}; ${why}`],
      not_chosen,
    };
  }
}
