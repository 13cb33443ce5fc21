import width from 'fast-string-width';
import { safeText } from './safe/safe-text.ts';
import type { Cell, Grid } from './view.ts';

const BETWEEN_COLUMNS = 2;

/**
 * Aligns rows under one header line (none for null), without borders; empty cells are `-`,
 * true and false are `yes` and `no`.
 * See docs/decisions/2026-11-25-tables.md.
 */
export function renderTable({ columns, rows }: Grid, header: ((text: string) => string) | null): string {
  const names = columns.map((name) => name.replaceAll('_', ' ').toUpperCase());
  const grid = [names, ...rows.map((row) => row.map(cell))];
  const widths = names.map((_, column) =>
    grid.reduce((widest, line) => Math.max(widest, width(line[column] ?? '')), 0),
  );
  const [first = '', ...lines] = grid.map((line) =>
    line
      .map((text, column) => text + ' '.repeat((widths[column] ?? 0) - width(text) + BETWEEN_COLUMNS))
      .join('')
      .trimEnd(),
  );
  return [...(header ? [header(first)] : []), ...lines, ''].join('\n');
}

function cell(value: Cell): string {
  if (value === null || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return safeText(String(value));
}
