import { CsvError, Parser } from 'csv-parse';
import { Unreadable } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import type { Block } from './text-blocks.ts';

/**
 * The longest row, in bytes: quoted cells may contain line breaks, and an unclosed quote takes in the rest of
 * the file.
 */
const LONGEST_ROW = 1024 * 1024;

/** The number of bytes parsed at a time: few rows exist at once, which keeps memory small. */
const PARSED_AT_ONCE_BYTES = 8 * 1024;

/**
 * Keeps the parsed records until they are read: on an error, the parser's own stream discards unread ones.
 */
class Records extends Parser {
  private parsed: string[][] = [];

  override push(record: string[] | null): boolean {
    if (record) this.parsed.push(record);
    return true;
  }

  taken(): string[][] {
    const records = this.parsed;
    this.parsed = [];
    return records;
  }
}

/** Reads CSV with a header, and validates each row as it is read. */
export class CsvRows {
  private readonly validator: RowValidator;
  private readonly table: TableRows;
  // Line breaks are given explicitly, because detection fails for a file that mixes both kinds.
  private readonly records = new Records({
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  private header: readonly string[] | null = null;
  private line: number;

  /** `line`: the number of the first line to read. */
  constructor(validator: RowValidator, table: TableRows, line: number) {
    this.validator = validator;
    this.table = table;
    this.line = line;
    // The callbacks of write and end report the error; an unhandled `error` event would end the process.
    this.records.on('error', () => {});
  }

  /** Throws `Unreadable` when the rest cannot be divided into columns. */
  async read({ bytes }: Block): Promise<void> {
    for (let start = 0; start < bytes.length; start += PARSED_AT_ONCE_BYTES) {
      const bite = bytes.subarray(start, start + PARSED_AT_ONCE_BYTES);
      await this.feed((done) => this.records.write(bite, done));
    }
  }

  end(): Promise<void> {
    return this.feed((done) => this.records.end(done));
  }

  private async feed(give: (done: (error?: Error | null) => void) => void): Promise<void> {
    const error = await new Promise<Error | null | undefined>(give);
    for (const record of this.records.taken()) {
      const kept = this.row(record);
      if (kept) await kept;
    }
    if (error) throw this.unreadable(error);
  }

  private row(cells: string[]): void | Promise<void> {
    const line = this.line;
    // The parser counts a CRLF within quotes twice, so lines are counted here: one for the row and one for
    // each break within.
    this.line += 1 + lineBreaks(cells);
    if (cells.every((cell) => cell.trim() === '')) return;
    if (this.header === null) {
      this.header = cells;
      return this.table.header(cells, line);
    }
    if (cells.length === this.header.length) {
      const quoted = removeFormulaQuotes(cells);
      return this.table.row({ line, cells, quoted });
    }
    this.validator.problem(line, null, otherWidth(cells.length, this.header.length));
  }

  private unreadable(error: Error): Error {
    const words = error instanceof CsvError ? CSV_ERRORS[error.code] : undefined;
    if (!(error instanceof CsvError) || words === undefined) return error;
    const column = this.header?.[Number(error['column'])]?.trim() ?? null;
    return new Unreadable(this.line, `${words}; nothing after it was checked`, column);
  }
}

const CSV_ERRORS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'a quote (") that opens in the row that begins here is never closed: close it after the cell',
  CSV_INVALID_CLOSING_QUOTE:
    'a quoted cell in the row that begins here goes on after its closing quote ("): write a quote within a cell twice, and close each quote that opens',
  INVALID_OPENING_QUOTE:
    'a quote (") stands within a cell of the row that begins here: put the whole cell in quotes, from the comma on, and write a quote within it twice',
  CSV_MAX_RECORD_SIZE:
    'the row that begins here is longer than 1 MiB: a quote (") may open in it that is never closed',
};

// Results escape cells that a spreadsheet would run as a formula with a quote; any other quote is part of the
// text.
const QUOTED = /^'[=+\-@\t\r]/;

/** Removes those quotes from the cells; returns the positions of the changed cells, or undefined. */
function removeFormulaQuotes(cells: string[]): RawRow['quoted'] {
  let quoted: Set<number> | undefined;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (!cell.startsWith("'") || !QUOTED.test(cell)) continue;
    cells[at] = cell.slice(1);
    quoted = (quoted ?? new Set()).add(at);
  }
  return quoted;
}

function otherWidth(cells: number, columns: number): string {
  const counted = `${cells} ${cells === 1 ? 'cell' : 'cells'}, but the header has ${columns}`;
  return `${counted}: ${cells > columns ? 'put cells that hold a comma in quotes' : 'a comma or a cell is missing'}`;
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}
