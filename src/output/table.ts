import Table from 'cli-table3';
import { safeText } from './safe-text.ts';
import type { Cell, Grid } from './view.ts';

const NO_BORDERS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle']
    .flatMap((name) => [name, `${name}-mid`, `${name}-left`, `${name}-right`])
    .map((name) => [name, '']),
);

/** Rows under one header line (none for null), without borders, as wide as what they hold; empty cells are `-`. */
export function table({ columns, rows }: Grid, header: ((text: string) => string) | null): string {
  const grid = new Table({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  grid.push(columns.map((name) => name.replaceAll('_', ' ').toUpperCase()));
  for (const row of rows) grid.push(row.map(cell));
  const [first = '', ...lines] = grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [...(header ? [header(first)] : []), ...lines, ''].join('\n');
}

function cell(value: Cell): string {
  return value === null || value === '' ? '-' : safeText(String(value));
}
