import type { Block } from '../bytes/text-blocks.ts';
import { Unreadable } from '../row.ts';
import type { RawRow } from '../row-schema.ts';
import type { RowValidator } from '../row-validator.ts';
import type { TableRows } from '../table-rows.ts';
import { BrokenRecord, CsvRecords, type CsvShape, lineBreaks } from './csv-records.ts';
import type { FileFindings } from './file-findings.ts';
import { findHeader, HEADER_WITHIN, type TableRecord } from './header-search.ts';
import { COMMENTED_OUT, type IsWantedName, isPerson } from './separators.ts';
import { SwallowedLines } from './swallowed-lines.ts';
import { joinTypographic } from './typographic-quotes.ts';

/** What a reader of a table works with. */
export interface CsvParts {
  readonly validator: RowValidator;
  readonly table: TableRows;
  readonly findings: FileFindings;
  readonly isWanted: IsWantedName;
  /** Positions of columns whose cells may hold anything, because the call says that they mean nothing. */
  readonly ignored: readonly string[];
}

/** Reads CSV with a header, and hands on each row as it is read. */
export class CsvRows {
  private readonly parts: CsvParts;
  private readonly shape: CsvShape;
  private readonly records: CsvRecords;
  /** The first records, until the header is found among them. */
  private first: TableRecord[] | null = [];
  private header: readonly string[] = [];
  private afterHeader = 0;
  private swallowed: SwallowedLines;

  constructor(parts: CsvParts, shape: CsvShape) {
    this.parts = parts;
    this.shape = shape;
    this.swallowed = new SwallowedLines([], []);
    this.records = new CsvRecords(shape, (cells, line, breaks) => this.record(cells, line, breaks));
  }

  /** Throws `Unreadable` when the rest cannot be divided into columns. */
  async read({ bytes }: Pick<Block, 'bytes'>): Promise<void> {
    await this.records.read(bytes).catch((error) => this.tellBroken(error));
  }

  async end(): Promise<void> {
    await this.records.end().catch((error) => this.tellBroken(error));
    await this.findHeader();
    this.parts.findings.problems.push(...this.swallowed.finish().problems);
  }

  private async tellBroken(error: unknown): Promise<never> {
    if (!(error instanceof BrokenRecord)) throw error;
    await this.findHeader();
    const column = this.header[error.column]?.trim() ?? null;
    throw new Unreadable(error.line, `${error.message}; nothing after it was checked`, column);
  }

  private record(cells: string[], line: number, breaks: number): void | Promise<void> {
    if (this.first === null) return this.row(cells, line, breaks);
    this.first.push({ line, cells });
    const enough =
      this.shape.header_line === undefined
        ? this.first.length >= HEADER_WITHIN
        : line >= this.shape.header_line;
    if (enough) return this.findHeader();
  }

  private async findHeader(): Promise<void> {
    if (this.first === null) return;
    const { table, findings, isWanted, ignored } = this.parts;
    const found = findHeader(this.first, isWanted, this.shape.header_line);
    this.first = null;
    if (found === undefined) return;
    for (const text of found.notes) findings.note(text);
    if (found.problem !== null) findings.problems.push(found.problem);
    this.header = found.header.cells;
    this.swallowed = new SwallowedLines(this.header, ignored);
    table.header(this.header, found.header.line);
    for (const { cells, line } of found.after) {
      const kept = this.row([...cells], line, lineBreaks(cells, this.shape.ends));
      if (kept) await kept;
    }
  }

  private row(cells: string[], line: number, breaks: number): void | Promise<void> {
    this.afterHeader += 1;
    if (this.isNoRow(cells, line)) return;
    if (cells.length !== this.header.length && !this.fit(cells, line)) return;
    if (breaks > 0) this.swallowed.observe(cells, line);
    const quoted = removeFormulaQuotes(cells);
    return this.parts.table.row({ line, cells, quoted });
  }

  /** True for a line that is no row: a comment, an example, the header once more. Tells of it. */
  private isNoRow(cells: readonly string[], line: number): boolean {
    const { findings, validator } = this.parts;
    const [first = ''] = cells;
    if (this.afterHeader === 1 && /^\s*(?:examples?|beispiel|exemple|esempio)\s?:/i.test(first)) {
      findings.note(`line ${line} begins with "Example:", and is left out`);
      return true;
    }
    if (first.startsWith('#') && !this.header[0]?.startsWith('#')) {
      if (this.isCommentedRow(cells)) {
        validator.problem(line, null, COMMENTED_OUT);
      } else findings.note('lines that begin with # are left out');
      return true;
    }
    if (!this.isHeader(cells)) return false;
    findings.note('the names of the columns stand there once more, and are left out');
    return true;
  }

  private isHeader(cells: readonly string[]): boolean {
    return cells.length === this.header.length && cells.every((cell, index) => cell === this.header[index]);
  }

  /** True where the line without its # would be a row: as wide as the header, with a person in it. */
  private isCommentedRow([first = '', ...others]: readonly string[]): boolean {
    const cells = [first.replace(/^#+/, ''), ...others];
    return cells.length >= this.header.length && cells.some(isPerson);
  }

  /** Makes a row as wide as the header: missing cells at its end are empty, empty ones too many are nothing. */
  private fit(cells: string[], line: number): boolean {
    const width = this.header.length;
    const [only = ''] = cells;
    const other = [';', '\t', '|', ','].find(
      (mark) => mark !== this.shape.delimiter && only.split(mark).length === width,
    );
    if (cells.length === 1 && width > 1 && other !== undefined) {
      this.parts.validator.problem(
        line,
        null,
        `the cells of this row are separated by ${JSON.stringify(other)}, those of the header by ${JSON.stringify(this.shape.delimiter)}: separate both alike`,
      );
      return false;
    }
    if (cells.length > width) cells.splice(0, cells.length, ...joinTypographic(cells, this.shape.delimiter));
    while (cells.length > width && cells.at(-1)?.trim() === '') cells.pop();
    while (cells.length < width) cells.push('');
    if (cells.length === width) return true;
    this.parts.validator.problem(line, null, tooWide(cells.length, width, this.shape.delimiter));
    return false;
  }
}

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

function tooWide(cells: number, columns: number, delimiter: string): string {
  const mark = delimiter === ',' ? 'a comma' : JSON.stringify(delimiter);
  return `${cells} cells, but the header has ${columns}: put cells that hold ${mark} in quotes`;
}
