import type { ColumnsRead } from '../../summary.ts';
import type { FieldName } from './field-names.ts';
import { listOf } from './header.ts';
import type { Column } from './table.ts';

/** What was read and what was not: `columns: email (Work Email); not used: Team`. Nothing where all is plain. */
export function columnsNote(
  known: ReadonlyMap<FieldName, readonly Column[]>,
  unused: readonly Column[],
): string[] {
  const renamed = [...known].some(([field, columns]) => columns.some(({ name }) => name !== field));
  if (!renamed && unused.length === 0) return [];
  const rest = unused.length === 0 ? '' : `; not used: ${listOf(unused.map(({ name }) => name))}`;
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
  known: ReadonlyMap<FieldName, readonly Column[]>,
  unused: readonly Column[],
): ColumnsRead => ({
  used: Object.fromEntries(
    [...known].map(([field, columns]) => [field, columns.map(({ name }) => name).join(', ')]),
  ),
  not_used: unused.map(({ name }) => name),
});
