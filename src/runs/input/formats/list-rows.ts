import { type Block, linesOf } from '../bytes/text-blocks.ts';
import { mailboxes } from '../cells/mailboxes.ts';
import { Unreadable } from '../row.ts';
import type { TableRows } from '../table-rows.ts';
import type { FileFindings } from './file-findings.ts';
import { COMMENTED_OUT, isErrorValue, isPerson, people } from './separators.ts';

/** In many files a semicolon begins a comment, and in none does a list begin with one. */
const COMMENTED_BY_SEMICOLON =
  'this line begins with ; and may be commented out: delete the line to leave it out, or the ; to mean it';

/**
 * Reads a bare list: one user a line, or several with a separator between them. Comments may stand before the first.
 */
export class ListRows {
  private readonly table: TableRows;
  private readonly separator: string | null;
  private readonly findings: FileFindings;
  private begun = false;

  constructor(table: TableRows, findings: FileFindings, separator: string | null) {
    this.table = table;
    this.findings = findings;
    this.separator = separator;
    table.list();
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const row = text.trim();
      if (row === '' || (!this.begun && this.isComment(row, line))) continue;
      if (row.startsWith(';')) throw new Unreadable(line, COMMENTED_BY_SEMICOLON);
      const cells = this.cellsOf(row);
      this.begun = true;
      for (const cell of cells) {
        const kept = this.table.row({ line, cells: [cell] });
        if (kept) await kept;
      }
    }
  }

  async end(): Promise<void> {}

  /** Several people on one line are a list only where there is no other line. */
  private cellsOf(row: string): readonly string[] {
    const entries = mailboxes(row) ?? (this.separator === null ? [row] : people(row, this.separator));
    return this.begun && entries.length > 1 ? [row] : entries;
  }

  private isComment(row: string, line: number): boolean {
    if (!row.startsWith('#') || isErrorValue(row)) return false;
    if (isPerson(row.replace(/^#+/, '').trim())) throw new Unreadable(line, COMMENTED_OUT);
    this.findings.note('lines that begin with # are left out');
    return true;
  }
}
