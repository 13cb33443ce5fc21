import width from 'fast-string-width';
import type { Table, TableColumn } from '../view.ts';
import { blocks, factBlock } from './blocks.ts';
import { cellLines, namesOne, toTheMinute, widestWord } from './cut.ts';
import {
  alignColumns,
  type ColourHeader,
  inTexts,
  type TableRenderer,
  type TableText,
  tableText,
} from './table.ts';

/** Narrower terminals get a block of lines for each record. */
const NARROWEST_TABLE = 60;

/** The blanks between two columns: two, and one where two leave too little room, or text would be cut for them. */
const GAPS = [2, 1] as const;

/** Below so many columns, text that is cut says nothing. */
const LEAST_TEXT = 8;

/**
 * Renders the pieces of a table so that no line is wider than the terminal: free text is cut or wrapped, as its column
 * says, columns that say nothing of their own are left out, and everything else stays whole. Where there is no room for
 * that, each record is a block of lines. Later pieces keep the layout of the first: their columns only become wider,
 * and blocks stay blocks. `screen`: columns of the terminal.
 */
export function terminalTable(header: ColourHeader, screen: number): TableRenderer {
  let before: Layout | null = null;
  let head = true;
  let asBlocks = screen < NARROWEST_TABLE;
  return (piece) => {
    const table = tableText(piece);
    const layout: Layout | null = asBlocks ? null : fitColumns(piece.columns, table, before, screen);
    asBlocks = layout === null;
    const isFirst = head;
    head = false;
    if (layout === null) {
      const text = piece.facts
        ? factBlock(piece.columns, table, header, screen)
        : blocks(piece.columns, table, header, screen);
      return [isFirst ? text : `\n${text}`];
    }
    before = layout;
    const { shown, widths, gap } = layout;
    const columns = shown.map((index) => piece.columns[index] ?? '');
    const chosen = (row: readonly string[]) => shown.map((index) => row[index] ?? '');
    const rows = table.rows.flatMap((row) => rowLines(columns, chosen(row), widths));
    const lines = alignColumns(rows, widths, gap);
    const names = isFirst ? alignColumns([chosen(table.names)], widths, gap).map((line) => header(line)) : [];
    return inTexts([...names, ...lines]);
  };
}

interface Layout {
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  readonly gap: number;
}

/** Fits all columns, else leaves out one after the other; null when that is not enough. */
function fitColumns(
  columns: Table['columns'],
  table: TableText,
  before: Layout | null,
  screen: number,
): Layout | null {
  const all = columns.map((_, index) => index);
  if (before !== null) return shareScreen(columns, table, before, before.shown, screen);
  const orders = columns.flatMap((column) => leaveOutOrder(column) ?? []).sort((a, b) => a - b);
  for (const last of [-1, ...orders]) {
    const shown = all.filter((index) => (leaveOutOrder(columns[index] ?? '') ?? Infinity) > last);
    const layout = shareScreen(columns, table, before, shown, screen);
    if (layout !== null) return layout;
  }
  return null;
}

const leaveOutOrder = (column: TableColumn): number | undefined =>
  typeof column === 'string' ? undefined : column.leftOut;

/** Shares the screen among these columns; null when there is no room for them. */
function shareScreen(
  columns: Table['columns'],
  { names, rows, widths }: TableText,
  before: Layout | null,
  shown: readonly number[],
  screen: number,
): Layout | null {
  const ranges = shown.map((index, place): ColumnRange => {
    const wish = Math.max(widths[index] ?? 0, before?.widths[place] ?? 0);
    const cells = () => rows.map((row) => row[index] ?? '');
    return { wish, least: Math.min(wish, leastWidth(columns[index] ?? '', names[index] ?? '', cells)) };
  });
  const layouts = GAPS.flatMap((gap): Layout[] => {
    const shared = shareWidth(ranges, screen - gap * (shown.length - 1));
    return shared ? [{ shown, widths: shared, gap }] : [];
  });
  const isWhole = ({ widths }: Layout) => ranges.every(({ wish }, place) => widths[place] === wish);
  return layouts.find(isWhole) ?? layouts[0] ?? null;
}

function leastWidth(column: TableColumn, name: string, cells: () => readonly string[]): number {
  if (typeof column === 'string') return Infinity;
  const widest = (measure: (cell: string) => number, least: number) =>
    cells().reduce((most, cell) => Math.max(most, measure(cell)), least);
  switch (column.tooWide) {
    case 'whole':
      return Infinity;
    case 'cut':
      return widest(
        (cell) => (namesOne(cell) ? width(cell) : 0),
        Math.max(column.least ?? LEAST_TEXT, name.length),
      );
    case 'wrap':
      return widest(widestWord, Math.max(column.least ?? LEAST_TEXT, name.length));
    case 'time':
      return widest((cell) => width(toTheMinute(cell)), name.length);
  }
}

/** A row as lines of cells: more than one where a cell is wrapped. */
function rowLines(columns: Table['columns'], row: readonly string[], widths: readonly number[]): string[][] {
  const cells = row.map((text, index) => cellLines(columns[index] ?? '', text, widths[index] ?? 0));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ''));
}

/** How narrow a column may become, and how wide it would like to be. */
export interface ColumnRange {
  readonly least: number;
  readonly wish: number;
}

/**
 * Shares the columns of a line: each gets what it wishes, as far as there is room; the widest give way first, none
 * below its least. Null when there is no room for that.
 */
function shareWidth(columns: readonly ColumnRange[], room: number): number[] | null {
  const widthsAt = (cap: number) => columns.map(({ least, wish }) => Math.max(least, Math.min(wish, cap)));
  const sum = (widths: readonly number[]) => widths.reduce((total, each) => total + each, 0);
  if (sum(widthsAt(0)) > room) return null;
  let [low, high] = [0, Math.max(0, ...columns.map(({ wish }) => wish))];
  // The largest cap with which all of them fit.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sum(widthsAt(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const widths = widthsAt(low);
  // What is left of the last step, to the first columns that want it.
  let left = room - sum(widths);
  return widths.map((width, column) => {
    const wants = left > 0 && width === low && (columns[column]?.wish ?? 0) > width;
    if (!wants) return width;
    left -= 1;
    return width + 1;
  });
}
