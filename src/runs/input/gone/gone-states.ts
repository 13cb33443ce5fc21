import { cleanCell } from '../cell.ts';
import type { Column, RawRow } from '../columns/table.ts';
import { answerOf } from '../words/answers.ts';
import { isEventName } from '../words/events.ts';
import { meansGone } from '../words/sides.ts';
import { isStateName } from '../words/state-names.ts';

/** A column with more values than these is no state. */
const MOST_STATES = 24;

/** Whether a column of states, or of what happens to people, says of every row that the person has gone. */
export class GoneStates {
  #open: readonly { readonly column: Column; readonly values: Set<string> }[];

  constructor(open: readonly Column[]) {
    this.#open = open
      .filter(({ name }) => isStateName(name) || isEventName(name) || meansGone(name, 'yes'))
      .map((column) => ({ column, values: new Set<string>() }));
  }

  get areAll(): boolean {
    return this.#open.length > 0;
  }

  observe(cells: RawRow['cells']): void {
    if (this.#open.length === 0) return;
    this.#open = this.#open.filter(({ column, values }) => {
      const cell = cleanCell(cells[column.index] ?? '');
      if (values.has(cell)) return true;
      if (values.size >= MOST_STATES || !saysGone(column.name, cell)) return false;
      values.add(cell);
      return true;
    });
  }
}

/** A yes or a no says nothing under the name of an event. */
const saysGone = (header: string, cell: string): boolean =>
  isEventName(header) ? answerOf(cell) === undefined && meansGone('', cell) : meansGone(header, cell);
