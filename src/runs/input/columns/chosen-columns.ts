import type { ReadingOptions } from '../reading-options.ts';
import { type FieldName, isFieldName } from './field-names.ts';
import { columnArgument, columnsNamed, listOf, noSuchColumn, placesNamed, placesOf } from './header.ts';
import type { Column, ColumnProblem } from './table.ts';

/** What the call says about the columns of a file. */
export interface ChosenColumns {
  readonly chosen: ReadonlyMap<FieldName, Column>;
  /** Those that are stored for all files, where the call says nothing else and this file has them. */
  readonly stored: ReadonlyMap<FieldName, Column>;
  readonly ignored: ReadonlySet<number>;
  readonly problems: readonly ColumnProblem[];
}

/**
 * Finds the columns that `--column` and `--ignore-column` name and those that are stored for the `wanted` fields, and
 * what is wrong with these. A stored column that the file does not have is none. `mayWiden`: rows to come may have it.
 */
export function chosenColumns(
  names: readonly string[],
  reading: ReadingOptions,
  wanted: readonly FieldName[],
  mayWiden: boolean,
): ChosenColumns {
  const { columns = new Map(), stored_columns = new Map(), ignored: meaningless = [] } = reading;
  const problems: ColumnProblem[] = mayWiden ? [] : [...absentColumns(names, reading)];
  const columnsOf = (said: ReadonlyMap<string, string>, absent: (header: string) => void) => {
    const found = new Map<FieldName, Column>();
    for (const [field, header] of said) {
      if (!isFieldName(field)) continue;
      const column = oneColumn(names, field, header, problems);
      if (column === null) absent(header);
      else if (column !== 'several') found.set(field, column);
    }
    return found;
  };
  const chosen = columnsOf(columns, (header) =>
    problems.push({ message: noSuchColumn(names, '--column', header), mend: [] }),
  );
  const ignored = placesNamed(names, meaningless);
  for (const [field, { name, index }] of chosen) {
    if (!ignored.has(index)) continue;
    const message = `--column says that ${listOf([name])} is ${field}, and --ignore-column that it means nothing`;
    problems.push({ message, mend: [] });
  }
  const taken = new Set([...ignored, ...placesOf([...chosen.values()])]);
  const isAsked = (field: string) => wanted.some((one) => one === field) && !columns.has(field);
  const open = new Map([...stored_columns].filter(([field]) => isAsked(field)));
  const stored = [...columnsOf(open, () => {})].filter(([, { index }]) => !taken.has(index));
  return { chosen, stored: new Map(stored), ignored, problems };
}

/** The column that a header means for a field; null where there is none. Several are a problem. */
function oneColumn(
  names: readonly string[],
  field: FieldName,
  header: string,
  problems: ColumnProblem[],
): Column | 'several' | null {
  const found = columnsNamed(names, header);
  if (found.length < 2) return found[0] ?? null;
  const message = `${found.length} columns are named ${listOf([header])}: say which by its place`;
  problems.push({ message, mend: found.map((one) => columnArgument(field, one)) });
  return 'several';
}

/** The headers of `--ignore-column` that a file does not have. */
export const absentColumns = (
  names: readonly string[],
  { ignored = [] }: ReadingOptions,
): readonly ColumnProblem[] =>
  ignored
    .filter((header) => columnsNamed(names, header).length === 0)
    .map((header) => ({ message: noSuchColumn(names, '--ignore-column', header), mend: [] }));
