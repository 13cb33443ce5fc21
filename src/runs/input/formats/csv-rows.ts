import { CsvError, Parser } from 'csv-parse';
import type { Columns } from '../input-columns.ts';
import { Unreadable } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { Block } from './text-blocks.ts';

/**
 * The longest row, in bytes: quoted cells may hold line breaks, and a quote that is never closed takes in all
 * that follows.
 */
const LONGEST_ROW = 1024 * 1024;

/**
 * How much is parsed at a time, in bytes: few rows live at once, so the memory for short-lived things stays
 * small.
 */
const BITE = 8 * 1024;

/**
 * Holds the parsed records until they are taken: the parser's own stream drops, when it fails, what nobody
 * has read yet.
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

/** CSV with a header: rows of cells, checked as they come. */
export class CsvRows {
  private readonly validator: RowValidator;
  // The line breaks are named, not discovered: a file may mix both.
  private readonly records = new Records({
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  private header: readonly string[] = [];
  private columns: Columns | undefined;
  private line: number;

  /** `line`: the number of the first line that will be read. */
  constructor(validator: RowValidator, line: number) {
    this.validator = validator;
    this.line = line;
    // The callbacks of write and end tell of the error; an event that nobody hears would end the program.
    this.records.on('error', () => {});
  }

  /** Throws `Unreadable` where the columns can no longer be told apart. */
  async read({ bytes }: Block): Promise<void> {
    for (let start = 0; start < bytes.length; start += BITE) {
      const bite = bytes.subarray(start, start + BITE);
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
    // The parser counts a CRLF within quotes twice; a row takes one line, and one more for each break within.
    this.line += 1 + lineBreaks(cells);
    if (cells.every((cell) => cell.trim() === '')) return;
    if (!this.columns) {
      this.columns = readHeader(cells, line, this.validator);
      this.header = cells;
      return;
    }
    if (cells.length === this.header.length) {
      const quoted = takeQuotes(cells);
      return this.validator.check({ line, columns: this.columns, cells, quoted });
    }
    this.validator.problem(line, null, otherWidth(cells.length, this.header.length));
  }

  private unreadable(error: Error): Error {
    const words = error instanceof CsvError ? CSV_ERRORS[error.code] : undefined;
    if (!(error instanceof CsvError) || words === undefined) return error;
    const column = this.header[Number(error['column'])]?.trim() ?? null;
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

/** The columns of a header. Throws `Unreadable` when none of them says who is meant. */
function readHeader(names: readonly string[], line: number, validator: RowValidator): Columns {
  const columns = validator.columns(names);
  const { identifiers } = validator.schema;
  if (identifiers.some((name) => columns.known.has(name))) return columns;
  throw new Unreadable(
    line,
    `no column is named ${identifiers.join(' or ')}: a CSV file begins with the names of its columns, and a list holds one a line`,
  );
}

// What a spreadsheet would take for a formula is written with a quote before it; any other quote belongs to the text.
const QUOTED = /^'[=+\-@\t\r]/;

/** Makes of the cells what was meant; gives back the places of those that had such a quote, if any had. */
function takeQuotes(cells: string[]): RawRow['quoted'] {
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
