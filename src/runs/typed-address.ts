import { fieldOf } from './input/columns/field-names.ts';
import type { ColumnsRead } from './summary.ts';

/** The fields that name a person. */
const NAMING: readonly unknown[] = ['email', 'user_id'];

/**
 * The address by which the person of a row was named; null without one. `columns`: what was read as what; where that
 * is not known, the names of the columns tell. An address in another one is another person's, such as the manager's.
 */
export function typedAddress(
  input: Readonly<Record<string, string>>,
  columns: ColumnsRead | null | undefined,
): string | null {
  const used = new Set(
    columns
      ? Object.entries(columns.used).flatMap(([field, header]) => (NAMING.includes(field) ? header : []))
      : Object.keys(input).filter((header) => NAMING.includes(fieldOf(header))),
  );
  return Object.entries(input).find(([header, cell]) => used.has(header) && isAddress(cell))?.[1] ?? null;
}

const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/.test(cell);
