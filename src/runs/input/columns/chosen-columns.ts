import type { ReadingOptions } from '../reading-options.ts';
import type { ColumnProblem } from '../row.ts';
import { type FieldName, isFieldName } from './field-names.ts';
import { columnArgument, columnsNamed, listOf, noSuchColumn } from './header.ts';
import type { Column } from './input-columns.ts';

/** What the call says about the columns of a file. */
export interface ChosenColumns {
  readonly chosen: ReadonlyMap<FieldName, Column>;
  /** The positions of columns that mean nothing. */
  readonly ignored: ReadonlySet<number>;
  readonly problems: readonly ColumnProblem[];
}

/** Finds the columns that `--column` and `--ignore-column` name, and what is wrong with these. */
export function chosenColumns(
  names: readonly string[],
  { columns = new Map(), ignored = [] }: ReadingOptions,
): ChosenColumns {
  const chosen = new Map<FieldName, Column>();
  const problems: ColumnProblem[] = [];
  for (const [field, header] of columns) {
    const found = columnsNamed(names, header);
    const [column] = found;
    if (!isFieldName(field)) continue;
    if (column === undefined) problems.push({ message: noSuchColumn(names, '--column', header), mend: [] });
    else if (found.length > 1) {
      const message = `${found.length} columns are named ${listOf([header])}: say which by its place`;
      problems.push({ message, mend: found.map((one) => columnArgument(names, field, one)) });
    } else chosen.set(field, column);
  }
  const without = new Set<number>();
  for (const header of ignored) {
    const found = columnsNamed(names, header);
    for (const { index } of found) without.add(index);
    if (found.length === 0) {
      problems.push({ message: noSuchColumn(names, '--ignore-column', header), mend: [] });
    }
  }
  return { chosen, ignored: without, problems };
}
