import { takesAccess } from '../../../operations/by-action.ts';
import type { Action } from '../../../results/record.ts';
import { fieldOf, isDateField } from '../columns/field-names.ts';
import { NestedColumns } from '../columns/nested-columns.ts';
import type { Column, ColumnProblem, RowObserver } from '../columns/table.ts';
import { goneDates } from '../gone/gone-dates.ts';
import type { RowsOptions } from '../row-schema.ts';
import { isStateName } from '../words/state-names.ts';
import { lateNested } from './late-nested.ts';
import { markedNames, struckRows } from './marked-rows.ts';
import { SortingColumns } from './sorting-columns.ts';
import { stateColumn } from './state-column.ts';

/**
 * What is asked of columns that are nested in JSON, or added far down. `dated`: those that may say who went; `before`:
 * how many rows there were before them.
 */
export function furtherStates(
  columns: readonly Column[],
  open: readonly Column[],
  dated: readonly Column[],
  action: Action | undefined,
  before = 0,
): readonly RowObserver[] {
  const others = columns.filter((column) => !isState(column));
  return [
    ...columns.filter(isState).map((column) => stateColumn(column, null, action, before)),
    new SortingColumns(others, open, action, before),
    struckRows(columns, columns),
    goneDates({ open, judged: dated, days: [], asksForDays: false, own: null, action, before }),
    ...(takesAccess(action) ? [markedNames(columns, open)] : []),
  ];
}

const isState = ({ name }: Column): boolean => isStateName(name);

/**
 * Which of the columns that a row far down has added say who is in which state. `late`: those that the call does not
 * ignore; `before`: how many rows that are meant there were before.
 */
export function lateStates(
  headers: readonly string[],
  late: readonly Column[],
  before: number,
  { reading = {}, action }: RowsOptions,
): readonly RowObserver[] {
  const nested = new NestedColumns(headers, late, []);
  const dated = late.filter(({ name }) => !isDateField(fieldOf(name)));
  const further = furtherStates(late, late, dated, action, before);
  return [lateNested(nested, reading.ignored), ...further.map(withoutWhere)];
}

/** The same, where `--where` cannot name the column: it is not in the first rows. */
function withoutWhere(observer: RowObserver): RowObserver {
  const late = ({ message, mend, ...place }: ColumnProblem): ColumnProblem => ({
    ...place,
    message: message.replace('use --where', 'put it into the first row too and use --where'),
    mend: mend.filter(([option]) => option !== '--where'),
  });
  return {
    observe: (row) => observer.observe(row),
    finish() {
      const { problems = [], ...found } = observer.finish();
      return { ...found, problems: problems.map(late) };
    },
  };
}
