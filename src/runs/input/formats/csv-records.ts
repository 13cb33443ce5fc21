import { CsvError, type Options, Parser } from 'csv-parse';
import { isQuotedEmpty } from './other-lines.ts';

/** The longest row, in bytes: a quote that is never closed takes in the rest of the file. */
const LONGEST_ROW = 1024 * 1024;

/** The number of bytes parsed at a time: few rows exist at once, which keeps memory small. */
const PARSED_AT_ONCE_BYTES = 8 * 1024;

/**
 * Keeps the parsed records until they are read: on an error, the parser's own stream discards unread ones. A line
 * without anything, which the parser only counts, is a record without a cell among them.
 */
class Records extends Parser {
  private parsed: string[][] = [];

  constructor(options: Options) {
    super(options);
    const set = () => this.parsed.push([]);
    Object.defineProperty(this.info, 'empty_lines', { get: () => 0, set });
  }

  override push(record: string[] | null): boolean {
    if (record) this.parsed.push(record);
    // The parser makes an error, and drops it, for each record of another width than the first: ten times the work.
    (this.info as { records: number }).records = 0;
    return true;
  }

  taken(): string[][] {
    const records = this.parsed;
    this.parsed = [];
    return records;
  }
}

export interface CsvShape {
  readonly delimiter: string;
  /** Blanks stand before quotes that open. */
  readonly ltrim: boolean;
  /** Blanks stand behind quotes that close. */
  readonly rtrim: boolean;
  /** Lines end in a CR alone too. */
  readonly cr: boolean;
  /** What ends most lines, and breaks them within quotes. */
  readonly ends: '\n' | '\r';
  /** The line with the names of the columns, where the call says it. */
  readonly header_line: number | undefined;
  /** The first line to read, from 1. */
  readonly line: number;
}

export class BrokenRecord extends Error {
  readonly line: number;
  /** The position of the cell; NaN where none is known. */
  readonly column: number;

  constructor(line: number, message: string, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/**
 * Receives a record that is not blank, or is a quoted empty cell, the line on which it begins and how many line breaks
 * are within it.
 */
export type TakeRecord = (cells: string[], line: number, breaks: number) => void | Promise<void>;

/** Divides bytes into records, and hands on each as it is read. */
export class CsvRecords {
  private readonly shape: CsvShape;
  private readonly records: Records;
  private readonly take: TakeRecord;
  private line: number;

  constructor(shape: CsvShape, take: TakeRecord) {
    this.shape = shape;
    this.take = take;
    this.line = shape.line;
    // Line breaks are given explicitly, because detection fails for a file that mixes both kinds.
    this.records = new Records({
      delimiter: shape.delimiter,
      ltrim: shape.ltrim,
      rtrim: shape.rtrim,
      record_delimiter: shape.cr ? ['\r\n', '\n', '\r'] : ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    });
    // The callbacks of write and end report the error; an unhandled `error` event would end the process.
    this.records.on('error', () => {});
  }

  /** Throws `BrokenRecord` when the rest cannot be divided into cells. */
  async read(bytes: Buffer): Promise<void> {
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
    for (const cells of this.records.taken()) {
      const line = this.line;
      // The parser counts a CRLF within quotes twice, so lines are counted here: one for the row and one for
      // each break within.
      const breaks = lineBreaks(cells, this.shape.ends);
      this.line += 1 + breaks;
      if (!isQuotedEmpty(cells) && cells.every((cell) => cell.trim() === '')) continue;
      const kept = this.take(cells, line, breaks);
      if (kept) await kept;
    }
    if (error) throw this.broken(error);
  }

  private broken(error: Error): Error {
    const words = error instanceof CsvError ? CSV_ERRORS[error.code] : undefined;
    if (!(error instanceof CsvError) || words === undefined) return error;
    return new BrokenRecord(this.line, words, Number(error['column']));
  }
}

const CSV_ERRORS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'a quote (") that opens in the row that begins here is never closed: close it after the cell',
  CSV_INVALID_CLOSING_QUOTE:
    'a quoted cell in the row that begins here goes on after its closing quote ("): write a quote within a cell twice, and close each quote that opens',
  INVALID_OPENING_QUOTE:
    'a quote (") stands within a cell of the row that begins here: put the whole cell in quotes, and write a quote within it twice',
  CSV_MAX_RECORD_SIZE:
    'the row that begins here is longer than 1 MiB: a quote (") may open in it that is never closed',
};

/** How many line breaks are within the cells of a record. */
export function lineBreaks(cells: readonly string[], end: string): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(end); at >= 0; at = cell.indexOf(end, at + 1)) count += 1;
  }
  return count;
}
