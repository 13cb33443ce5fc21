import type { ReadingOptions } from '../reading-options.ts';
import type { ColumnProblem } from '../row.ts';
import { type FieldName, isFieldName } from './field-names.ts';
import { columnArgument, columnsNamed, listOf, noSuchColumn } from './header.ts';
import type { Column } from './input-columns.ts';

/** What the call says about the columns of a file. */
export interface ChosenColumns {
  readonly chosen: ReadonlyMap<FieldName, Column>;
  /** Those that are stored for all files, where the call says nothing else and this file has them. */
  readonly stored: ReadonlyMap<FieldName, Column>;
  /** The positions of columns that mean nothing. */
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
  const problems: ColumnProblem[] = mayWiden ? [] : [...absentColumns(names, reading)];
  const chosen = typedColumns(names, reading, problems);
  const ignored = new Set(
    (reading.ignored ?? []).flatMap((header) => columnsNamed(names, header)).map(({ index }) => index),
  );
  for (const [field, { name, index }] of chosen) {
    if (!ignored.has(index)) continue;
    const message = `--column says that ${listOf([name])} is ${field}, and --ignore-column that it means nothing`;
    problems.push({ message, mend: [] });
  }
  const taken = new Set([...ignored, ...[...chosen.values()].map(({ index }) => index)]);
  const stored = storedColumns(names, reading, problems, wanted);
  return {
    chosen,
    stored: new Map([...stored].filter(([, { index }]) => !taken.has(index))),
    ignored,
    problems,
  };
}

function typedColumns(
  names: readonly string[],
  { columns = new Map() }: ReadingOptions,
  problems: ColumnProblem[],
): ReadonlyMap<FieldName, Column> {
  const chosen = new Map<FieldName, Column>();
  for (const [field, header] of columns) {
    if (!isFieldName(field)) continue;
    const column = oneColumn(names, field, header, problems);
    if (column === null) problems.push({ message: noSuchColumn(names, '--column', header), mend: [] });
    else if (column !== 'several') chosen.set(field, column);
  }
  return chosen;
}

function storedColumns(
  names: readonly string[],
  { columns = new Map(), stored_columns = new Map() }: ReadingOptions,
  problems: ColumnProblem[],
  wanted: readonly FieldName[],
): ReadonlyMap<FieldName, Column> {
  const stored = new Map<FieldName, Column>();
  for (const [field, header] of stored_columns) {
    if (!isFieldName(field) || !wanted.includes(field) || columns.has(field)) continue;
    const column = oneColumn(names, field, header, problems);
    if (column !== null && column !== 'several') stored.set(field, column);
  }
  return stored;
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
  problems.push({ message, mend: found.map((one) => columnArgument(names, field, one)) });
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
