import { tooLate } from '../columns/doubtful-columns.ts';
import { fieldOf } from '../columns/field-names.ts';
import { columnsNamed, ignoreArgument } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import type { ReadingOptions } from '../reading-options.ts';
import type { ColumnProblem } from '../row.ts';
import { isDateField } from './dated-meaning.ts';
import { FutureDates } from './future-dates.ts';

/**
 * Of columns that a row far down has added: those that say when cannot be judged any more, and the others are looked
 * at for dates in the future.
 */
export function lateDates(
  headers: readonly string[],
  late: readonly Column[],
  { now, zone, ignored = [], isRoster, due }: ReadingOptions,
): { readonly problems: readonly ColumnProblem[]; readonly observers: readonly RowObserver[] } {
  if (now === undefined) return { problems: [], observers: [] };
  const meaningless = ignored.flatMap((header) => columnsNamed(headers, header));
  const open = late.filter(({ index }) => !meaningless.some((one) => one.index === index));
  const others = isRoster || due ? [] : open.filter(({ name }) => !isDateField(fieldOf(name)));
  return {
    problems: open
      .filter(({ name }) => isDateField(fieldOf(name)))
      .map((column) => tooLate(column.name, ignoreArgument(headers, column))),
    observers:
      others.length > 0 ? [new FutureDates(headers, others, { now, zone, rows: [], mayBeRead: false })] : [],
  };
}
