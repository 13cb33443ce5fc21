import { type Block, linesOf } from '../bytes/text-blocks.ts';
import { fieldOf, isBareName } from '../columns/field-names.ts';
import { parseOrError, rowsOfJsonLines } from '../json/json-lines.ts';
import { isOfPeople, namesItsPerson } from '../json/people-lists.ts';
import type { ReadingOptions } from '../reading-options.ts';
import { Unreadable } from '../row.ts';
import type { CsvShape } from './csv-records.ts';
import { CsvRows } from './csv-rows.ts';
import { areBulleted, areMailboxes, BULLETS, listRows } from './list-rows.ts';
import { beginsWithHash, countsRows } from './other-lines.ts';
import { printedKind } from './printed-table.ts';
import type { Reader, ReaderParts } from './reader-parts.ts';
import { declaredSeparator, type IsWantedName, isPerson, listSeparator, separatorOf } from './separators.ts';

const LOOKED_AT = 10;

const WORDS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };

/** Chooses the reader by the first lines that are not blank: undefined while there is none. */
export function detectFormat(block: Block, parts: ReaderParts, reading: ReadingOptions): Reader | undefined {
  const [first] = firstLines(block);
  if (first === undefined) return undefined;
  const { findings, isWanted } = parts;
  const begin = firstLines(block).find((text) => !beginsWithHash(text)) ?? first;
  if (begin.trimStart().startsWith('{')) return rowsOfJsonLines(parts);
  const rows = firstLines(block, reading.header_line)
    .map((text) => text.trim())
    .filter((text) => !beginsWithHash(text));
  if (reading.delimiter === undefined) refusePrinted(rows, block, isWanted);
  refuseOtherLineEnds(first, block);
  const entries = rows.filter((row, before) => !countsRows([row], before));
  const list = reading.header_line === undefined ? plainList(entries, parts, reading) : undefined;
  if (list !== undefined) return list;
  // A call that names a column, or the line with the names, says that there are names.
  const only = reading.columns?.size || reading.header_line !== undefined ? ',' : undefined;
  const delimiter = reading.delimiter ?? declaredSeparator(first) ?? separatorOf(rows, isWanted) ?? only;
  if (delimiter === undefined) return listRows(parts, null);
  const words = WORDS[delimiter];
  if (words !== undefined && reading.delimiter === undefined) {
    findings.note(`columns are separated by ${words}`);
  }
  const text = block.bytes.toString('latin1');
  return new CsvRows(parts, {
    delimiter,
    ...blanksAtQuotes(text, delimiter),
    cr: LONE_CR.test(text),
    ends: block.bytes.includes('\n') ? '\n' : '\r',
    header_line: reading.header_line,
    line: block.line,
  });
}

/** The reader of lines that are people and nothing else; undefined for any other lines. */
function plainList(
  rows: readonly string[],
  parts: ReaderParts,
  { delimiter, columns }: ReadingOptions,
): Reader | undefined {
  if (delimiter !== undefined) return undefined;
  if (!columns?.size) {
    if (areBulleted(rows)) return listRows(parts, BULLETS);
    if (areMailboxes(rows) || areTexts(rows)) return listRows(parts, null);
  }
  const between = listSeparator(rows);
  if (between === undefined) return undefined;
  parts.findings.note(`a list with ${between === ';' ? 'semicolons' : 'commas'} between people`);
  return listRows(parts, between);
}

/** A person in quotes, as programs write texts: `"jane@example.com"`, in a spreadsheet `="jane@example.com"`. */
const IN_QUOTES = /^(?:=".*|"[^\s",;]+")$/;

/** True for lines of which each is such a person. */
const areTexts = (rows: readonly string[]): boolean =>
  rows.every((row) => IN_QUOTES.test(row) && isPerson(row));

/** Throws `Unreadable` for a table that was made for people to read. */
function refusePrinted(rows: readonly string[], block: Block, isWanted: IsWantedName): void {
  const [what, cure] = printedKind(rows, isWanted) ?? [];
  if (what !== undefined) throw new Unreadable(lineOf(block, rows[0]), what, null, cure);
}

/** Throws `Unreadable` for lines that end in other characters than those of text files: all of them would be one. */
function refuseOtherLineEnds(first: string, block: Block): void {
  const at = first.search(/[\u0085\u2028\u2029]/);
  const behind = first.slice(at + 1);
  if (at < 0 || !(behind.includes('@') || behind.includes('usr_'))) return;
  const code = first.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  throw new Unreadable(
    lineOf(block, first.trim()),
    `the lines end in U+${code}: save the file with LF or CRLF`,
  );
}

/** Also at the end of a block: one is not cut between the halves of a CRLF. */
const LONE_CR = /\r(?!\n)/;

/** Whether blanks stand between separators and quotes. Within quotes, that is text. */
function blanksAtQuotes(text: string, delimiter: string): Pick<CsvShape, 'ltrim' | 'rtrim'> {
  let [open, ltrim, rtrim] = [false, false, false];
  for (let at = text.indexOf('"'); at >= 0 && !(ltrim && rtrim); at = text.indexOf('"', at + 1)) {
    const behind = text.slice(at + 1, at + 100);
    if (!open) ltrim ||= text[at - 1] === ' ' && text.slice(0, at).trimEnd().endsWith(delimiter);
    else rtrim ||= behind.startsWith(' ') && behind.trimStart().startsWith(delimiter);
    open = !open;
  }
  return { ltrim, rtrim };
}

/** A text from its first line on that is neither blank nor a comment. */
function belowComments(text: string): string {
  let rest = text.trimStart();
  while (beginsWithHash(rest)) {
    const end = rest.search(/[\r\n]/);
    rest = end < 0 ? '' : rest.slice(end).trimStart();
  }
  return rest;
}

/** True for one JSON document, and not JSON Lines: an array, or an object with a list. `head`: its first 64 KiB. */
export function isJsonDocument(head: Buffer): boolean {
  const text = belowComments(head.toString('utf8').replace(/^\ufeff/, ''));
  if (text.startsWith('[')) return '[{"]-0123456789'.includes(text.slice(1, 100).trimStart().charAt(0));
  if (!text.startsWith('{')) return false;
  const [line = ''] = text.split(/[\r\n]/, 1);
  const value = parseOrError(line.trim().replace(/,$/, ''));
  if (value instanceof SyntaxError) return '"}'.includes(text.slice(1, 100).trimStart().charAt(0));
  const entries = Object.entries(value ?? {});
  const isRow = entries.some(
    ([key, field]) => fieldOf(key) !== undefined || (isBareName(key) && typeof field === 'string'),
  );
  if (isRow && text.slice(line.length).trim() === '') return isAroundPeople(entries);
  return !isRow && entries.some(([, field]) => Array.isArray(field));
}

/** True for the fields of an only object that names a person, and others in a list: which of them is meant is open. */
function isAroundPeople(entries: readonly (readonly [string, unknown])[]): boolean {
  const hasPeople = entries.some(
    ([key, field]) => Array.isArray(field) && field.some((element) => isOfPeople(key, element)),
  );
  const names = entries.map(([key]) => key).filter((key) => fieldOf(key) !== undefined);
  return hasPeople && (names.length === 0 || names.some(namesItsPerson));
}

/** The number of the line with this text, blanks around it aside. */
function lineOf(block: Block, wanted: string | undefined): number {
  for (const { line, text } of linesOf(block)) if (text.trim() === wanted) return line;
  return block.line;
}

/** The first lines that are not blank, from this one on; from the first where the block does not have it. */
function firstLines(block: Block, from = block.line): string[] {
  const lines: string[] = [];
  for (const { line, text } of linesOf(block)) {
    if (line >= from && text.trim() !== '') lines.push(text);
    if (lines.length === LOOKED_AT) break;
  }
  return lines.length === 0 && from !== block.line ? firstLines(block) : lines;
}
