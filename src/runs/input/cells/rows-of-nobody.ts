import { shellWord } from '../../../text/shell-word.ts';
import { cleanCell } from '../cell.ts';
import { type FieldName, PERSON_FIELDS } from '../columns/field-names.ts';
import { whereExcept } from '../columns/header.ts';
import type { Column, RowObserver } from '../columns/table.ts';

/** What to do with rows in which a column says nothing: totals, headings within a sheet, people of whom it is open. */
export const howToLeaveOut = (column: Column): string =>
  `correct the rows, or leave out those with nothing in ${column.name}: ${whereExcept(column).map(shellWord).join(' ')}`;

/** Of rows without a person: how they are left out, where one column names the people. */
export function rowsOfNobody(known: ReadonlyMap<FieldName, readonly Column[]>): RowObserver {
  const [column, other] = PERSON_FIELDS.flatMap((field) => known.get(field) ?? []);
  let [empty, rows] = [0, 0];
  return {
    observe({ cells }) {
      rows += 1;
      if (column !== undefined && cleanCell(cells[column.index] ?? '') === '') empty += 1;
    },
    finish: () =>
      column !== undefined && other === undefined && empty > 0 && empty < rows
        ? { cure: howToLeaveOut(column) }
        : {},
  };
}
