import { ignoreArgument, listOf } from '../columns/header.ts';
import type { Column } from '../columns/input-columns.ts';
import type { RowObserver } from '../columns/meaning.ts';
import { type Findings, rowsInWords } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import { isStruckOut, mayBeStruck } from '../words/struck-out.ts';

const LONGEST_SHOWN = 40;

/** Refuses rows of which a cell is struck out: whether their people are meant, the file does not say. */
export class StruckRows implements RowObserver {
  readonly #headers: readonly string[];
  readonly #open: readonly Column[];
  #first: { readonly line: number | null; readonly column: Column; readonly cell: string } | null = null;
  #rows = 0;

  /** `open`: the columns that may mean something. */
  constructor(headers: readonly string[], open: readonly Column[]) {
    this.#headers = headers;
    this.#open = open;
  }

  observe({ line, cells }: RawRow): void {
    for (const column of this.#open) {
      const cell = cells[column.index];
      if (cell === undefined || !mayBeStruck(cell) || !isStruckOut(cell)) continue;
      this.#first ??= { line, column, cell };
      this.#rows += 1;
      return;
    }
  }

  finish(): Findings {
    if (this.#first === null) return {};
    const { line, column, cell } = this.#first;
    const rows = rowsInWords(this.#rows);
    const message = `${listOf([column.name])} is struck out in ${rows}, here ${cell.trim().slice(0, LONGEST_SHOWN)}: delete those lines, or the marks around the text, or say with --ignore-column that it does not matter`;
    return { problems: [{ line, message, mend: [ignoreArgument(this.#headers, column)] }] };
  }
}
