import { fieldOf } from '../columns/field-names.ts';
import { listOf } from '../columns/header.ts';
import type { ColumnProblem } from '../columns/table.ts';
import { speaksOfSuperior } from '../names/superiors.ts';
import { beginOf, beginsWithHash } from './other-lines.ts';
import { type IsWantedName, isPerson, noLabel } from './separators.ts';

/** A record of a table and the line on which it begins. */
export interface TableRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Where the names of the columns stand, and which lines before them are left out. */
export interface FoundHeader {
  readonly header: TableRecord;
  /** The lines before it, of which the call says nothing. */
  readonly titles: readonly TableRecord[];
  /** Why lines before it are left out, and which other lines may hold the names. */
  readonly notes: readonly string[];
  /** That a line before it names a person, who would be left out; null where none does. */
  readonly problem: ColumnProblem | null;
}

/** How many lines may hold the names of the columns. */
export const HEADER_WITHIN = 10;

/**
 * Finds the names of the columns among the first records: on the line that the call names, else the first record if it
 * names a wanted column, else the only one of the first ten that does. Where none does, the first record, whose names
 * are then told as missing. A record with a person in it is a row, although a cell of it says `user`.
 */
export function findHeader(
  records: readonly TableRecord[],
  isWanted: IsWantedName,
  header_line: number | undefined,
): FoundHeader | undefined {
  const named = (isName: IsWantedName) => (record: TableRecord) =>
    record.cells.some(isName) && !record.cells.some(isPerson);
  const names = records.some(named(noLabel(isWanted))) ? named(noLabel(isWanted)) : named(isWanted);
  const at =
    header_line === undefined
      ? firstNamed(records, names)
      : records.findIndex(({ line }) => line >= header_line);
  const header = records[at];
  if (header === undefined) return undefined;
  const before = records.slice(0, at);
  const others =
    header_line === undefined ? aboveRows(records).filter((one) => mayBeHeader(one, header, names)) : [];
  const notes = [
    ...(before.length === 0 ? [] : [leftOut(before, header)]),
    ...others.map(({ line, cells }) => otherHeader(line, cells)),
  ];
  const person = header_line === undefined ? before.find(({ cells }) => cells.some(isPerson)) : undefined;
  const problem = person === undefined ? otherAbove(before.at(-1), header) : personAbove(person, header);
  const titles = header_line === undefined ? before : [];
  return { header, titles, notes, problem };
}

/** That the file ends above the line that the call names; nothing where there is no row at all. */
export function endsAbove(
  records: readonly TableRecord[],
  header_line: number | undefined,
): readonly ColumnProblem[] {
  const last = records.at(-1);
  if (last === undefined || header_line === undefined) return [];
  const message = `the last row is on line ${last.line}: --header-line ${header_line} names none`;
  return [{ line: null, message, mend: [] }];
}

function firstNamed(records: readonly TableRecord[], names: (record: TableRecord) => boolean): number {
  const [first] = records;
  if (first === undefined || names(first)) return 0;
  const found = records.filter(names);
  const alike = new Set(found.map(({ cells }) => cells.join('\0')));
  const [header] = found;
  return header !== undefined && alike.size === 1 ? records.indexOf(header) : 0;
}

function personAbove({ line }: TableRecord, header: TableRecord): ColumnProblem {
  const message = `is above the column names (line ${header.line}), and names a person who would be left out: confirm with --header-line`;
  return { line, message, mend: [['--header-line', String(header.line)]] };
}

/** In a heading of several columns stands no value: `Manager:`, `Reviewed 3.11.` */
const NO_HEADING = /[:：\d]/;

/** That right above the names of the columns stand headings, each of several, and that of addresses is of who leads. */
function otherAbove(above: TableRecord | undefined, { line, cells }: TableRecord): ColumnProblem | null {
  const headings = above?.cells.filter((cell) => cell.trim() !== '') ?? [];
  if (above === undefined || headings.length < 2 || headings.some((cell) => NO_HEADING.test(cell)))
    return null;
  const at = cells.findIndex((cell) => fieldOf(cell) === 'email');
  const heading = above.cells.slice(0, at + 1).findLast((cell) => cell.trim() !== '') ?? '';
  if (!speaksOfSuperior(heading)) return null;
  const message = `is above the column names (line ${line}), and puts ${listOf([cells[at] ?? ''])} below ${heading.trim()}: confirm with --header-line`;
  return { line: above.line, message, mend: [['--header-line', String(line)]] };
}

function leftOut(before: readonly TableRecord[], { line }: TableRecord): string {
  const [first] = before;
  const text = beginOf(first?.cells ?? [])
    .trim()
    .slice(0, 40);
  return `the column names are on line ${line}; what is above them is left out ("${text}")`;
}

/** The records before the first that names a person: with the names of the columns below it, that row would be lost. */
function aboveRows(records: readonly TableRecord[]): readonly TableRecord[] {
  const first = records.findIndex(({ cells }) => cells.some(isPerson));
  return first < 0 ? records : records.slice(0, first);
}

/** True for another line that names wanted columns: below a title such as `Users`, or above a header. */
const mayBeHeader = (
  one: TableRecord,
  header: TableRecord,
  names: (record: TableRecord) => boolean,
): boolean =>
  one !== header &&
  names(one) &&
  !beginsWithHash(beginOf(one.cells)) &&
  one.cells.join('\0') !== header.cells.join('\0');

const otherHeader = (line: number, cells: readonly string[]): string =>
  `line ${line} may also be the column names (${listOf(cells.map((cell) => cell.trim()))}): --header-line ${line} says so`;
