import width from 'fast-string-width';
import type { TableColumn } from '../view.ts';
import { cellLines } from './cut.ts';
import type { ColourHeader, TableText } from './table.ts';

const BETWEEN = 2;

/** Each record as a block of lines, one for each column, with a blank line between the blocks. */
export function blocks(
  columns: readonly TableColumn[],
  { names, rows }: TableText,
  header: ColourHeader,
  screen: number,
): string {
  return rows.map((row) => block({ columns, names, row }, header, screen)).join('\n');
}

/** A table of facts, a name and a value in each row, as one block. */
export function factBlock(
  columns: readonly TableColumn[],
  { rows }: TableText,
  header: ColourHeader,
  screen: number,
): string {
  const [, value = ''] = columns;
  const names = rows.map(([name = '']) => name.toUpperCase());
  const record = { columns: rows.map(() => value), names, row: rows.map(([, text = '']) => text) };
  return block(record, header, screen);
}

interface Record {
  readonly columns: readonly TableColumn[];
  readonly names: readonly string[];
  readonly row: readonly string[];
}

/** The lines of one record, each with a line end. */
function block({ columns, names, row }: Record, header: ColourHeader, screen: number): string {
  const label = Math.max(0, ...names.map((name) => name.length)) + BETWEEN;
  return names
    .map((name, index) => {
      const lines = cellLines(columns[index] ?? '', row[index] ?? '', screen - label);
      const [first = '', ...more] = lines;
      const start = header(name) + ' '.repeat(label - name.length);
      // A value that stays whole and has no room beside its name gets lines of its own.
      if (lines.some((line) => width(line) > screen - label)) return [header(name), ...lines].join('\n');
      return [start + first, ...more.map((line) => ' '.repeat(label) + line)].join('\n');
    })
    .map((text) => `${text}\n`)
    .join('');
}
