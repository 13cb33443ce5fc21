import { addedColumns, areResults } from '../../../results/csv-columns.ts';
import { numberName } from '../../../results/number-name.ts';
import { JUSTIFICATIONS } from '../../../validation/justification.ts';
import type { ColumnsRead } from '../../summary.ts';
import { cleanCell, cleanPerson, namesPerson } from '../cell.ts';
import type { RowsOptions } from '../row-schema.ts';
import { type FieldName, isPersonField } from './field-names.ts';
import { columnsOf, listOf } from './header.ts';
import type { Cells, Column, Columns } from './table.ts';

/** The fields that say why: results say it of the change before, and a roster asks for no reason. */
export const reasonsWanted = (headers: readonly string[], { action }: RowsOptions): readonly FieldName[] =>
  action === undefined || (headers.includes('outcome') && areResults(headers)) ? [] : JUSTIFICATIONS;

/** The only column of a bare list. */
export const listColumns = (field: string): Columns => ({
  known: new Map([[field, columnsOf([field])]]),
  carried: columnsOf([field]),
});

/** All columns, a number behind a name that stands there before; of results not those that a run adds again. */
export function carriedColumns(names: readonly string[]): Column[] {
  const added = addedColumns(names);
  const given = new Set(names);
  const carried = new Set<string>();
  return names.flatMap((text, index) => {
    if (added.includes(text) && names.lastIndexOf(text) === index) return [];
    const name = carried.has(text)
      ? numberName(text, (other) => carried.has(other) || given.has(other))
      : text;
    carried.add(name);
    return [{ name, index, headers: names }];
  });
}

/** The carried columns whose cells had a `'` before them in the file; undefined for none. */
export function quotedOf(
  { carried }: Columns,
  quoted: ReadonlySet<number> | undefined,
): readonly string[] | undefined {
  return quoted && carried.filter(({ index }) => quoted.has(index)).map(({ name }) => name);
}

/** What the cell of a field says, without what surrounds it; empty without such a column. */
export function cellText({ known }: Columns, cells: Cells, field: string): string {
  const columns = known.get(field);
  if (columns === undefined) return '';
  const clean = isPersonField(field) ? cleanPerson : cleanCell;
  let first = '';
  for (const { index } of columns) {
    const text = clean(cells[index] ?? '');
    if (columns.length === 1 || namesPerson(text)) return text;
    first ||= text;
  }
  return first;
}

/** The carried columns that the row has, unchanged. Any name is safe, also `__proto__`. */
export function inputOf({ carried }: Columns, cells: Cells): Record<string, string> {
  const input: Record<string, string> = {};
  for (const { name, index } of carried) {
    const value = cells[index];
    if (value === undefined) continue;
    if (name !== '__proto__') input[name] = value;
    else Object.defineProperty(input, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return input;
}

/** What was read and what was not: `columns: email (Work Email); not used: Team`. Nothing where all is plain. */
export function columnsNote(
  known: ReadonlyMap<string, readonly Column[]>,
  not_used: readonly string[],
): string[] {
  const renamed = [...known].some(([field, columns]) => columns.some(({ name }) => name !== field));
  if (!renamed && not_used.length === 0) return [];
  const rest = not_used.length === 0 ? '' : `; not used: ${listOf(not_used)}`;
  return [`columns: ${columnsRead(known) || 'none'}${rest}`];
}

/** The fields that are read, with the headers of their columns: `email (Work Email), transfer_to`. */
export function columnsRead(known: ReadonlyMap<string, readonly Column[]>): string {
  const read = [...known].map(([field, columns]) => {
    const names = columns.map(({ name }) => name);
    return names.length === 1 && names[0] === field ? field : `${field} (${listOf(names)})`;
  });
  return read.join(', ');
}

/** The same for the summary of a run. */
export const columnsByField = (
  known: ReadonlyMap<string, readonly Column[]>,
  not_used: readonly string[],
): ColumnsRead => ({
  used: Object.fromEntries(
    [...known].map(([field, columns]) => [field, columns.map(({ name }) => name).join(', ')]),
  ),
  not_used,
});
