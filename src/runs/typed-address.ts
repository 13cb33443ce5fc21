import { cleanPerson } from './input/cell.ts';
import { fieldOf } from './input/columns/field-names.ts';
import type { Row } from './input/rows.ts';
import type { ColumnsRead } from './summary.ts';

const NAMING: readonly unknown[] = ['email', 'user_id'];

/**
 * The address by which the person of a row was named; null without one. `columns`: what was read as what; where that
 * is not known, the names of the columns tell. An address in another one is another person's, such as the manager's.
 */
export function typedAddress(input: Row['input'], columns: ColumnsRead | null | undefined): string | null {
  const cells = Object.entries(input).filter(([, cell]) => cell.includes('@'));
  // Most rows with ids have none.
  if (cells.length === 0) return null;
  const used = new Set(
    columns
      ? Object.entries(columns.used).flatMap(([field, headers]) =>
          NAMING.includes(field) ? [headers, ...headers.split(', ')] : [],
        )
      : Object.keys(input).filter((header) => NAMING.includes(fieldOf(header))),
  );
  for (const [header, cell] of cells) {
    const address = used.has(header) ? cleanPerson(cell) : '';
    if (/^[^\s@]+@[^\s@]+$/.test(address)) return address;
  }
  return null;
}

/** The address that a row has, as it was read or else as it was typed. */
export const addressOfRow = (
  { invitation, email, input }: Row,
  columns: ColumnsRead | null | undefined,
): string | null => invitation?.email ?? email ?? typedAddress(input, columns);
