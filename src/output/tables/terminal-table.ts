import type { Table, TableColumn } from '../view.ts';
import { blocks, factBlock } from './blocks.ts';
import { cellLines, widestWord } from './cut.ts';
import { type ColumnRange, shareWidth } from './fit.ts';
import { alignColumns, type ColourHeader, type TableRenderer, type TableText, tableText } from './table.ts';

/** Narrower terminals get a block of lines for each record. */
const NARROWEST_TABLE = 60;

/** The blanks between two columns: two, and one where two leave too little room. */
const GAPS = [2, 1] as const;

/** Below so many columns, text that is cut says nothing. */
const LEAST_TEXT = 8;

/**
 * Renders the pieces of a table so that no line is wider than the terminal: free text is cut or wrapped, as its column
 * says, and everything else stays whole. Where there is no room for that, each record is a block of lines. Later pieces
 * keep the layout of the first: their columns only become wider, and blocks stay blocks.
 * `screen`: columns of the terminal.
 */
export function terminalTable(header: ColourHeader, screen: number): TableRenderer {
  let first = true;
  let before: readonly number[] = [];
  let asBlocks = screen < NARROWEST_TABLE;
  return (piece) => {
    const table = tableText(piece);
    const layout = asBlocks ? null : fitColumns(piece.columns, table, before, screen);
    asBlocks = layout === null;
    const head = first;
    first = false;
    if (layout === null) {
      const text = piece.facts
        ? factBlock(piece.columns, table, header, screen)
        : blocks(piece.columns, table, header, screen);
      return head ? text : `\n${text}`;
    }
    before = layout.widths;
    const { widths, gap } = layout;
    const rows = table.rows.flatMap((row) => rowLines(piece.columns, row, widths));
    const lines = alignColumns(rows, widths, gap);
    const names = head ? alignColumns([table.names], widths, gap).map((line) => header(line)) : [];
    return [...names, ...lines, ''].join('\n');
  };
}

interface Layout {
  readonly widths: readonly number[];
  readonly gap: number;
}

function fitColumns(
  columns: Table['columns'],
  { names, rows, widths }: TableText,
  before: readonly number[],
  screen: number,
): Layout | null {
  const ranges = columns.map((column, index): ColumnRange => {
    const wish = Math.max(widths[index] ?? 0, before[index] ?? 0);
    const least = leastWidth(column, names[index] ?? '', () => rows.map((row) => row[index] ?? ''));
    return { wish, least: Math.min(wish, least) };
  });
  for (const gap of GAPS) {
    const shared = shareWidth(ranges, screen - gap * (columns.length - 1));
    if (shared) return { widths: shared, gap };
  }
  return null;
}

function leastWidth(column: TableColumn, name: string, cells: () => readonly string[]): number {
  if (typeof column === 'string') return Infinity;
  const least = Math.max(column.least ?? LEAST_TEXT, name.length);
  if (column.tooWide === 'cut') return least;
  return cells().reduce((widest, cell) => Math.max(widest, widestWord(cell)), least);
}

/** A row as lines of cells: more than one where a cell is wrapped. */
function rowLines(columns: Table['columns'], row: readonly string[], widths: readonly number[]): string[][] {
  const cells = row.map((text, index) => cellLines(columns[index] ?? '', text, widths[index] ?? 0));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}
