import { RESULT_COLUMNS } from '../../../results/csv-columns.ts';
import { lateDates } from '../due/dated-meaning.ts';
import { lateStates } from '../meant/further-states.ts';
import type { RowsOptions } from '../row-schema.ts';
import { overlooked, tooLate } from './doubtful-columns.ts';
import { type FieldName, fieldOf, isFieldName, isPersonField, PERSON_FIELDS } from './field-names.ts';
import { columnsOf, ignoreArgument, placesNamed } from './header.ts';
import { carriedColumns, columnsByField, reasonsWanted } from './input-columns.ts';
import type { Column, ColumnProblem, Meaning } from './table.ts';

/**
 * The meaning of a table to which a row far down has added columns. `names`: all, the last `count` of them new;
 * `rows`: how many that are meant there were before. One that names a field is heard from here on; one that only the
 * first rows could tell of is a problem.
 */
export function withLateColumns(
  before: Meaning,
  names: readonly string[],
  count: number,
  rows: number,
  options: RowsOptions,
): Meaning {
  const { form, reading = {} } = options;
  const headers = names.map((name) => name.trim());
  const ignored = placesNamed(headers, reading.ignored ?? []);
  const late = columnsOf(headers)
    .slice(-count)
    .filter(({ index }) => !ignored.has(index));
  const known = new Map(before.columns.known);
  const wanted = [...form.columns.filter(isFieldName), ...reasonsWanted(headers, options)];
  // Of what the call says, no other column is asked.
  const saysWho = PERSON_FIELDS.some((field) => reading.columns?.has(field));
  const open = wanted.filter((field) => !reading.columns?.has(field) && !(saysWho && isPersonField(field)));
  const isStored = (field: FieldName, { index }: Column) => {
    const header = reading.stored_columns?.get(field);
    return header !== undefined && placesNamed(headers, [header]).has(index);
  };
  const problems: ColumnProblem[] = [];
  const not_used: string[] = [];
  for (const column of late) {
    const field =
      open.find((one) => isStored(one, column)) ?? open.find((one) => one === fieldOf(column.name));
    if (field && !known.has(field)) known.set(field, [column]);
    else if (field || overlooked(column, open)) problems.push(tooLate(column.name, ignoreArgument(column)));
    else if (!RESULT_COLUMNS.includes(column.name)) not_used.push(column.name);
  }
  const dates = lateDates(headers, late, reading);
  return {
    ...before,
    columns: { ...before.columns, known, carried: carriedColumns(headers) },
    columns_read: columnsByField(known, [...(before.columns_read?.not_used ?? []), ...not_used]),
    problems: [...before.problems, ...problems, ...dates.problems],
    observers: [...before.observers, ...lateStates(headers, late, rows, options), ...dates.observers],
  };
}
