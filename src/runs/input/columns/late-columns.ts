import { lateDates } from '../due/dated-meaning.ts';
import { lateStates } from '../meant/meant-rows.ts';
import type { RowsOptions } from '../row-schema.ts';
import { overlooked } from './doubtful-columns.ts';
import { fieldOf, isFieldName } from './field-names.ts';
import { type Column, carriedColumns } from './input-columns.ts';
import type { Meaning } from './meaning.ts';

/**
 * The meaning of a table to which a row far down has added columns. `names`: all, the last `count` of them new. One
 * that names a field is heard from here on; one that is nearly a field is a problem, as in the first rows.
 */
export function withLateColumns(
  before: Meaning,
  names: readonly string[],
  count: number,
  options: RowsOptions,
): Meaning {
  const { form } = options;
  const headers = names.map((name) => name.trim());
  const wanted = form.columns.filter(isFieldName);
  const late: Column[] = headers.map((name, index) => ({ name, index })).slice(-count);
  const known = new Map(before.columns.known);
  for (const column of late) {
    const field = fieldOf(column.name);
    if (field !== undefined && wanted.includes(field))
      known.set(field, [...(known.get(field) ?? []), column]);
  }
  const problems = late.flatMap((column) => overlooked(headers, column, wanted) ?? []);
  const dates = lateDates(headers, late, options.reading ?? {});
  return {
    ...before,
    columns: { known, carried: carriedColumns(headers) },
    problems: [...before.problems, ...problems, ...dates.problems],
    observers: [...before.observers, ...lateStates(headers, late, options), ...dates.observers],
  };
}
