import type { ColumnsRead } from './summary.ts';

/** The fields that name a person. */
const NAMING = ['email', 'user_id'] as const;

/**
 * The address by which the person of a row was named; null without one. `columns`: what was read as what, or null where
 * the row was typed or stood in a list: an address in another column is another person's, such as the manager's.
 */
export function typedAddress(
  input: Readonly<Record<string, string>>,
  columns: ColumnsRead | null | undefined,
): string | null {
  const headers = columns ? NAMING.flatMap((field) => columns.used[field] ?? []) : NAMING;
  return headers.flatMap((header) => input[header] ?? []).find(isAddress) ?? null;
}

const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/.test(cell);
