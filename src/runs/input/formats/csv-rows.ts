import { type Block, lineOf } from '../bytes/text-blocks.ts';
import { removeFormulaQuotes, withoutEquals } from '../cells/quotes.ts';
import { Unreadable } from '../row.ts';
import { BrokenRecord, CsvRecords, type CsvShape, lineBreaks, type TakeRecord } from './csv-records.ts';
import { endsAbove, findHeader, HEADER_WITHIN, type TableRecord } from './header-search.ts';
import {
  beginOf,
  beginsWithHash,
  COMMENTS_LEFT_OUT,
  countLine,
  isComment,
  isCommentedRow,
  isQuotedEmpty,
  noteOfLine,
} from './other-lines.ts';
import type { ReaderParts } from './reader-parts.ts';
import { fitRow } from './row-width.ts';
import { COMMENTED_OUT, isPerson } from './separators.ts';
import { swallowedLines } from './swallowed-lines.ts';

/** Reads CSV with a header, and hands on each row as it is read. */
export class CsvRows {
  private readonly parts: ReaderParts;
  private readonly shape: CsvShape;
  private readonly isCounted: ReturnType<typeof countLine>;
  private records: CsvRecords;
  private readonly take: TakeRecord = (cells, line, breaks) => this.record(cells, line, breaks);
  /** The first records, until the header is found among them. */
  private first: TableRecord[] | null = [];
  private header: readonly string[] = [];
  private afterHeader = 0;
  private rows = 0;
  /** The line behind the last row or comment; 0 before the first. */
  private next = 0;
  private swallowed = swallowedLines([], []);

  constructor(parts: ReaderParts, shape: CsvShape) {
    this.parts = parts;
    this.shape = shape;
    this.isCounted = countLine(parts);
    this.records = new CsvRecords(shape, this.take);
  }

  /** Throws `Unreadable` when the rest cannot be divided into columns. */
  async read(block: Block): Promise<void> {
    let rest: Buffer | null = block.bytes;
    let mended = 0;
    while (rest !== null) {
      const error: unknown = await this.records.read(rest).then(
        () => null,
        (thrown) => thrown,
      );
      const line = error instanceof BrokenRecord ? error.line : 0;
      const bytes = line > mended ? this.mend(line, block) : undefined;
      if (bytes !== undefined) mended = line;
      rest = error === null ? null : (bytes ?? (await this.passOver(error, block)));
    }
  }

  /** The bytes of a block from a line on, with quotes as CSV has them; undefined where no other ones are there. */
  private mend(line: number, block: Block): Buffer | undefined {
    const from = lineOf(block, line)?.from;
    const bytes = from && withoutEquals(from, this.shape.delimiter);
    if (bytes === undefined) return undefined;
    this.parts.findings.note('cells such as ="text" are read without the = before the quotes');
    this.records = new CsvRecords({ ...this.shape, line }, this.take);
    return bytes;
  }

  /** Reads on after a comment or a title with quotes of its own; returns the bytes behind it. Throws `Unreadable`. */
  private async passOver(error: unknown, block: Block): Promise<Buffer> {
    const broken = error instanceof BrokenRecord ? lineOf(block, error.line) : undefined;
    const cells = broken?.text.split(this.shape.delimiter) ?? [];
    if (broken === undefined || !(error instanceof BrokenRecord) || !this.isNoTable(cells, error.line))
      return this.tellBroken(error);
    this.records = new CsvRecords({ ...this.shape, line: error.line + 1 }, this.take);
    await this.record(cells, error.line, 0);
    return broken.after;
  }

  /** True for a comment, and for a line above the names of the columns with neither such a name nor a person. */
  private isNoTable(cells: readonly string[], line: number): boolean {
    if (beginsWithHash(beginOf(cells)) && this.hasComments()) return true;
    const isAbove = this.first !== null && line < (this.shape.header_line ?? Number.POSITIVE_INFINITY);
    return isAbove && !cells.some((cell) => this.parts.isWanted(cell) || isPerson(cell));
  }

  async end(): Promise<void> {
    await this.records.end().catch((error) => this.tellBroken(error));
    await this.findHeader();
    this.parts.findings.problems.push(...this.swallowed.problems());
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
    const { header_line } = this.shape;
    const enough = header_line === undefined ? this.first.length >= HEADER_WITHIN : line >= header_line;
    if (enough) return this.findHeader();
  }

  private async findHeader(): Promise<void> {
    if (this.first === null) return;
    const { table, findings, isWanted, ignored } = this.parts;
    const { first } = this;
    const filled = first.filter(({ cells }) => !isQuotedEmpty(cells));
    const found = findHeader(filled, isWanted, this.shape.header_line);
    if (found === undefined) findings.problems.push(...endsAbove(filled, this.shape.header_line));
    this.first = null;
    if (found === undefined) return;
    for (const text of found.notes) findings.note(text);
    for (const { cells, line } of found.titles) this.leaveOut(cells, line);
    if (found.problem !== null) findings.problems.push(found.problem);
    this.header = found.header.cells;
    this.swallowed = swallowedLines(this.header, ignored);
    table.header(this.header, found.header.line, this.shape.delimiter);
    for (const { cells, line } of first.filter((record) => record.line > found.header.line)) {
      const kept = this.row([...cells], line, lineBreaks(cells, this.shape.ends));
      if (kept) await kept;
    }
  }

  private row(cells: string[], line: number, breaks: number): void | Promise<void> {
    // In a table of several columns it is a line without anything.
    if (isQuotedEmpty(cells) && this.header.length !== 1) return;
    this.afterHeader += 1;
    const isApart = this.next > 0 && line > this.next;
    this.next = line + 1 + breaks;
    if (this.isNoRow(cells, line) || this.isCounted(cells, line, this.rows)) return;
    const width = this.header.length;
    const problem = cells.length === width ? null : fitRow(cells, width, this.shape.delimiter);
    if (problem !== null) return this.parts.validator.problem(line, null, problem);
    if (breaks > 0) this.swallowed.observe(cells, line);
    this.rows += 1;
    const quoted = removeFormulaQuotes(cells);
    return this.parts.table.row({ line, cells, quoted, isApart });
  }

  /** True for a line that is no row: a comment, an example, the header once more. Tells of it. */
  private isNoRow(cells: readonly string[], line: number): boolean {
    const { findings, validator } = this.parts;
    const note = noteOfLine(cells, line, this.afterHeader === 1);
    if (note !== null) {
      findings.note(note);
      return true;
    }
    if (isComment(beginOf(cells)) && this.hasComments()) {
      if (isCommentedRow(cells, this.header.length)) {
        validator.problem(line, null, COMMENTED_OUT);
      } else this.leaveOut(cells, line, COMMENTS_LEFT_OUT);
      return true;
    }
    if (!this.isHeader(cells)) return false;
    findings.note('a repeated header line is left out');
    return true;
  }

  private leaveOut(cells: readonly string[], line: number, note?: string): void {
    const text = cells.filter((cell) => cell.trim() !== '').join(this.shape.delimiter);
    this.parts.findings.leaveOut(text, line, note);
  }

  /** Where the names of the columns begin with a `#`, rows may too. */
  private hasComments(): boolean {
    return !beginsWithHash(this.header.find((cell) => cell.trim() !== '') ?? '');
  }

  private isHeader(cells: readonly string[]): boolean {
    return cells.length === this.header.length && cells.every((cell, index) => cell === this.header[index]);
  }
}
