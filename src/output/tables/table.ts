import width from 'fast-string-width';
import { safeText } from '../safe/safe-text.ts';
import { type Cell, nameOfColumn, type Table } from '../view.ts';

/** Colours a line of names. */
export type ColourHeader = (text: string) => string;

/** Renders one piece of a table after the other, each as texts of a few lines. */
export type TableRenderer = (piece: Table) => readonly string[];

const BETWEEN_COLUMNS = 2;

/** The cells of a table as they are printed, and how wide the widest of each column is, its name included. */
export interface TableText {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/**
 * Renders the pieces of a table under one header line, without borders, as wide as they are; empty cells are `-`, true
 * and false are `yes` and `no`. See docs/decisions/2026-11-25-tables.md.
 */
export function wideTable(header: ColourHeader): TableRenderer {
  let first = true;
  return (piece) => {
    const table = tableText(piece);
    const lines = alignColumns(table.rows, table.widths);
    const head = first ? alignColumns([table.names], table.widths).map((line) => header(line)) : [];
    first = false;
    return inTexts([...head, ...lines]);
  };
}

const LINES_OF_TEXT = 100;

/** Lines as texts of a few: one of more than 128 kB is kept until all of the heap is looked at. */
export function inTexts(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (let at = 0; at < lines.length; at += LINES_OF_TEXT)
    texts.push(`${lines.slice(at, at + LINES_OF_TEXT).join('\n')}\n`);
  return texts;
}

/** Makes every cell safe text and measures the columns. */
export function tableText({ columns, rows }: Table): TableText {
  const names = columns.map((column) => nameOfColumn(column).replaceAll('_', ' ').toUpperCase());
  const texts = rows.map((row) => row.map(cellText));
  const widths = names.map((name, column) =>
    texts.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), textWidth(name)),
  );
  return { names, rows: texts, widths };
}

/** Pads cells to these widths, one line for each row. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  between = BETWEEN_COLUMNS,
): string[] {
  return rows.map((row) =>
    row
      .map((text, column) => padded(text, (widths[column] ?? 0) + between))
      .join('')
      .trimEnd(),
  );
}

const PLAIN = /^[\u0020-\u007e]*$/;

const padded = (text: string, columns: number): string =>
  text.padEnd(columns - textWidth(text) + text.length);

/** How many columns of a terminal a text takes; a plain one, as most are, is told in a third of the time. */
const textWidth = (text: string): number => (PLAIN.test(text) ? text.length : width(text));

function cellText(value: Cell): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  const text = value === null ? '' : safeText(value);
  // Of blanks alone there is nothing to be seen either.
  return text.trim() === '' ? '-' : text;
}
