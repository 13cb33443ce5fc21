import { BadValue } from '../../../validation/bad-value.ts';
import { type Block, linesOf } from '../bytes/text-blocks.ts';
import { peelPerson } from '../cells/peel.ts';
import { Unreadable } from '../row.ts';
import { isStruckOut } from '../words/struck-out.ts';
import { COMMENTS_LEFT_OUT, isComment } from './other-lines.ts';
import type { ReaderParts } from './reader-parts.ts';
import { COMMENTED_OUT, isPerson, people } from './separators.ts';

/** What begins a comment in many files, or a line that a comparison added or took out; no bullet. */
const MAY_BE_OUT = /^(?:;|[+-](?=\S))/;

const mayBeOut = (sign: string): string =>
  `this line begins with ${sign} and may not be meant: delete the line to leave it out, or the ${sign} to include it`;

const COMMENT_BETWEEN = 'a user (comments go above the first row of a list)';

const STRUCK_OUT = 'this line is struck out: delete it to leave it out, or the marks around it to include it';

const INDENTED_UNLIKE_OTHERS =
  'this line is not indented as those before: as in a table, an outline, and what comm prints, these may be other people; write all alike, or delete what is not meant';

const unlikeOthers = (sign: string): string =>
  `the lines before have a ${sign === '1' ? 'number' : sign} before the person, and this one has not: write all alike, or delete what is not meant`;

type ListParts = Pick<ReaderParts, 'table' | 'findings' | 'validator'>;

/** Reads a bare list: one user a line, or several with a separator between them. Comments stand above the first. */
export class ListRows {
  private readonly parts: ListParts;
  private readonly separator: string | null;
  private readonly isBulleted: boolean;
  private begun = false;
  private isApart = false;
  private bullet = '';
  private indent = '';
  private goesOn = false;

  /** `separator`: that between people on one line; `bullets` where a sign or a number stands before each person. */
  constructor(parts: ListParts, separator: string | 'bullets' | null) {
    this.parts = parts;
    this.isBulleted = separator === 'bullets';
    this.separator = this.isBulleted ? null : separator;
    if (this.isBulleted)
      parts.findings.note('the signs or numbers before the people of the list are left out');
    parts.table.list();
  }

  async read(block: Block): Promise<void> {
    for (const { line, text } of linesOf(block)) {
      const whole = text.trim();
      if (whole === '') this.isApart = this.begun;
      if (whole === '' || this.passesOver(whole, line)) continue;
      const row = this.withoutBullet(whole, line);
      if (MAY_BE_OUT.test(row)) throw new Unreadable(line, mayBeOut(row.charAt(0)));
      if (isStruckOut(row)) throw new Unreadable(line, STRUCK_OUT);
      this.checkIndent(text, line);
      const cells = this.cellsOf(row);
      this.begun = true;
      for (const cell of cells) {
        const kept = this.parts.table.row({ line, cells: [cell], isApart: this.isApart });
        if (kept) await kept;
      }
      this.isApart = false;
    }
  }

  async end(): Promise<void> {}

  /** What stands before the first row stands before all, and before what goes on behind a comma, as in a mail. */
  private checkIndent(text: string, line: number): void {
    const isSigned = this.isBulleted && this.bullet !== '1';
    const [indent = ''] = (isSigned ? /^\s*/ : /^\t*/).exec(text) ?? [];
    if (!this.begun) this.indent = indent;
    if (indent !== this.indent && !this.goesOn) throw new Unreadable(line, INDENTED_UNLIKE_OTHERS);
    this.goesOn = /[,;]$/.test(text.trimEnd());
  }

  /** A sign or a number before the first row stands before all of them. */
  private withoutBullet(row: string, line: number): string {
    if (!this.isBulleted) return row;
    const { sign, rest } = divided(row);
    if (!this.begun) this.bullet = sign;
    if (sign !== this.bullet) throw new Unreadable(line, unlikeOthers(this.bullet));
    return rest.replace(/[,;]$/, '');
  }

  /** Several people on one line are a list only where there is no other line. */
  private cellsOf(row: string): readonly string[] {
    const entries = mailboxes(row) ?? (this.separator === null ? [row] : people(row, this.separator));
    return this.begun && entries.length > 1 ? [row] : entries;
  }

  /** True for a comment. Tells of it, and refuses one below the first row: it may be a person who was meant. */
  private passesOver(row: string, line: number): boolean {
    if (!isComment(row)) return false;
    if (this.begun) this.parts.validator.problem(line, 'user_id', new BadValue(COMMENT_BETWEEN, row).message);
    else if (isPerson(row.replace(/^#+/, '').trim())) throw new Unreadable(line, COMMENTED_OUT);
    else this.parts.findings.leaveOut(row, line, COMMENTS_LEFT_OUT);
    return true;
  }
}

/** What stands before the entries of a list that was written as text: `- jane@…`, `- [ ] jane@…`, `1. …`, `>…`. */
const BULLET = /^(?:([-*] \[[ x]\]|[-*•‣◦▪·–—>])\s{0,9}|\d{1,6}[.)]\s{1,9})/i;

/** An entry of a list without what stands before it; `sign` is `1` for any number, and empty for nothing. */
function divided(row: string): { readonly sign: string; readonly rest: string } {
  const [whole, sign = '1'] = BULLET.exec(row) ?? [];
  return whole === undefined ? { sign: '', rest: row } : { sign, rest: row.slice(whole.length) };
}

/** True for lines that all begin so, with a person on each. */
export const areBulleted = ([first = '', ...others]: readonly string[]): boolean =>
  (others.length > 0 || /\s/.test(first)) && [first, ...others].every(isEntry);

function isEntry(row: string): boolean {
  const { sign, rest } = divided(row);
  const { text } = peelPerson(rest.replace(/[,;]$/, ''));
  return sign !== '' && !/\s/.test(text) && isPerson(text);
}

/** A name and an address in angle brackets, as programs for mail write them: `"Doe, Jane" <jane@example.com>`. */
const MAILBOX = /^[^<>]+<[^<>\s@]+@[^<>\s@]+>$/;
const LONGEST_LINE = 10_000;
const LONGEST_NAME = 200;

/** Whether a name, of which the beginning is there, cannot go on so. */
const endsName = (begun: string, sign: string): boolean =>
  begun.length > LONGEST_NAME || (sign === ';' && begun !== '' && !begun.includes('"'));

/**
 * The mailboxes of a line and the people between them, as a mail has them behind `To`; undefined for any other line. A
 * comma may stand in a name, and a semicolon in quotes; before any other stands a person without an address.
 */
function mailboxes(line: string): readonly string[] | undefined {
  if (!line.includes('<') || line.length > LONGEST_LINE) return undefined;
  const found: string[] = [];
  let open = '';
  for (const part of line.split(/([,;])/)) {
    const text = `${open}${part}`.trim();
    const isWhole = MAILBOX.test(text) || (!/\s/.test(text) && isPerson(text));
    if (isWhole) found.push(text);
    else if (endsName(open, part)) return undefined;
    open = isWhole || /^[,;]?$/.test(text) ? '' : `${open}${part}`;
  }
  return open === '' ? found : undefined;
}

/** True for lines with one mailbox each, or one line of them: several on each line may be a leaver and a manager. */
export function areMailboxes(lines: readonly string[]): boolean {
  const found = lines.map((line) => mailboxes(line)?.length ?? 0);
  return lines.length > 0 && found.every((count) => count === 1 || (count > 0 && lines.length === 1));
}
