import { BadValue } from '../../../validation/bad-value.ts';
import { linesOf } from '../bytes/text-blocks.ts';
import { peelPerson } from '../cells/peel.ts';
import { Unreadable } from '../row.ts';
import { isStruckOut } from '../words/struck-out.ts';
import { COMMENTS_LEFT_OUT, countLine, isComment } from './other-lines.ts';
import type { Reader, ReaderParts } from './reader-parts.ts';
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

/** Reads a bare list: one user a line, or several with a `separator` between them; comments stand above the first. */
export function listRows({ table, findings, validator }: ReaderParts, separator: string | null): Reader {
  const isBulleted = separator === BULLETS;
  let [begun, isApart, goesOn] = [false, false, false];
  const isCounted = countLine({ findings, validator });
  let rows = 0;
  /** What stands before the first person: that sign, or `1` for a number, and those blanks. */
  let [bullet, before] = ['', ''];

  /** True for an empty line, and a comment: below the first row it is refused, as it may be a person who was meant. */
  const passesOver = (row: string, line: number): boolean => {
    if (row === '') isApart = begun;
    if (row === '' || !isComment(row)) return row === '';
    if (begun) validator.problem(line, 'user_id', new BadValue(COMMENT_BETWEEN, row).message);
    else if (isPerson(row.replace(/^#+/, '').trim())) throw new Unreadable(line, COMMENTED_OUT);
    else findings.leaveOut(row, line, COMMENTS_LEFT_OUT);
    return true;
  };

  /** A row without its sign, which is the same for all. Throws `Unreadable` for one that may not be meant. */
  const withoutBullet = (row: string, line: number): string => {
    const { sign, rest } = isBulleted ? divided(row) : { sign: '', rest: row };
    if (!begun) bullet = sign;
    if (sign !== bullet) throw new Unreadable(line, unlikeOthers(bullet));
    const entry = isBulleted ? rest.replace(/[,;]$/, '') : rest;
    if (MAY_BE_OUT.test(entry)) throw new Unreadable(line, mayBeOut(entry.charAt(0)));
    if (isStruckOut(entry)) throw new Unreadable(line, STRUCK_OUT);
    return entry;
  };

  /** Tabs stand before all rows, before a sign blanks too; not before what goes on behind a comma, as in a mail. */
  const checkIndent = (text: string, line: number): void => {
    const isSigned = isBulleted && bullet !== '1';
    const [indent = ''] = (isSigned ? /^\s*/ : /^\t*/).exec(text) ?? [];
    if (!begun) before = indent;
    if (indent !== before && !goesOn) throw new Unreadable(line, INDENTED_UNLIKE_OTHERS);
    goesOn = /[,;]$/.test(text.trimEnd());
  };

  /** Several people on one line are a list only where there is no other line. */
  const cellsOf = (row: string): readonly string[] => {
    const isPlain = separator === null || isBulleted;
    const entries = mailboxes(row) ?? (isPlain ? [row] : people(row, separator));
    return begun && entries.length > 1 ? [row] : entries;
  };

  if (isBulleted) findings.note('the signs or numbers before the people of the list are left out');
  table.list();
  return {
    async read(block) {
      for (const { line, text } of linesOf(block)) {
        const whole = text.trim();
        if (passesOver(whole, line) || isCounted([whole], line, rows)) continue;
        const cells = cellsOf(withoutBullet(whole, line));
        checkIndent(text, line);
        begun = true;
        rows += cells.length;
        for (const cell of cells) {
          const kept = table.row({ line, cells: [cell], isApart });
          if (kept) await kept;
        }
        isApart = false;
      }
    },
    async end() {},
  };
}

/** In place of a separator, where a sign or a number stands before each person. */
export const BULLETS = 'bullets';

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
  if (open !== '') return undefined;
  return mayHideOthers(found, line) ? people(line, ',') : found;
}

/**
 * True where `Eva, Jane <jane@…>` may be two people: commas stand between all, and not in all names without quotes. In
 * a list of `Doe, Jane <jane@…>` they do.
 */
function mayHideOthers(mailboxes: readonly string[], line: string): boolean {
  const bare = mailboxes
    .filter((text) => !text.includes('"'))
    .map((text) => text.replaceAll(/\([^()]*\)/g, '').split(',').length);
  return !line.includes(';') && new Set(bare).size > 1;
}

/** True for lines with one mailbox each, or one line of them: several on each line may be a leaver and a manager. */
export function areMailboxes(lines: readonly string[]): boolean {
  const found = lines.map((line) => mailboxes(line)?.length ?? 0);
  return lines.length > 0 && found.every((count) => count === 1 || (count > 0 && lines.length === 1));
}
