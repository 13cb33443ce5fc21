import type { RawRow } from '../row-schema.ts';

// Results escape cells that a spreadsheet would run as a formula with a quote; any other quote is part of the text.
const QUOTED = /^'[=+\-@\t\r]/;

/** Removes such quotes from the cells; returns the positions of the changed cells, or undefined. */
export function removeFormulaQuotes(cells: string[]): RawRow['quoted'] {
  let quoted: Set<number> | undefined;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (!cell.startsWith("'") || !QUOTED.test(cell)) continue;
    cells[at] = cell.slice(1);
    quoted = (quoted ?? new Set()).add(at);
  }
  return quoted;
}
