import { type IsWantedName, isPerson } from './separators.ts';

/** Of a table as this program and others print it for people: names and other texts may hold blanks too. */
export const PRINTED_TABLE = 'this is a table for people to read, in which blanks keep the columns apart';

/** What brings the same people in a form that can be read. */
export const PRINT_ANEW = 'let the command that made it print -o ids, or -o csv for more than the ids';

/** Of a table with lines around its cells. */
export const DRAWN_TABLE = 'this is a table that is drawn with lines';
export const WRITE_CSV = 'let the program that made it write CSV: psql --csv, mysql --batch, sqlite3 -csv';

/** True where a table begins with lines around its cells or below its headings, also behind what was typed for it. */
export const isDrawnTable = (rows: readonly string[]): boolean =>
  rows.some(
    (rule, at) =>
      /^(?:\+-|[┌╔╭┏]|-\[ RECORD )/.test(rule) || (rows[at - 1]?.includes('|') && /^-+\+[-+]*$/.test(rule)),
  );

/** True for the first lines of a printed table: its headings in capitals, or names of columns above aligned cells. */
export function isPrintedTable([heading = '', row = '']: readonly string[], isWanted: IsWantedName): boolean {
  const names = cellsOf(heading);
  if (names.length < 2 || /[,;|\t]/.test(heading)) return false;
  if (names.every((name) => /^[A-Z][A-Z0-9 .]*$/.test(name))) return true;
  return names.some(isWanted) && cellsOf(row).length > 1;
}

/** True where a table begins whose headings are underlined one by one, as Format-Table prints it. */
export const isRuledTable = (rows: readonly string[]): boolean =>
  rows.some((line) => line.includes(' ') && line.split(/ +/).every((part) => RULE.test(part)));

const RULE = /^(?:-{2,}|={2,})$/;

/** Of fields that stand below each other. */
export const PRINTED_FIELDS = 'these are the fields of users for people to read, each on a line of its own';
export const WRITE_TABLE =
  'let the program that made it write CSV: Export-Csv, psql --csv, mysql --batch, sqlite3 -csv';

/** Lines that divide one from the next, or count them. */
const DIVIDES = /^(?:[-*]|\d+ rows?\b)/;

/** True for lines that are all fields, with a person in one and no person in another, or one name twice. */
export function areFields(rows: readonly string[]): boolean {
  const fields = rows.filter((row) => !DIVIDES.test(row)).map(fieldIn);
  const values = fields.map((field) => field?.value ?? '');
  const names = new Set(fields.map((field) => field?.name));
  return (
    fields.length > 1 &&
    !fields.includes(null) &&
    values.some(isPerson) &&
    (names.size < fields.length || !values.every(isPerson))
  );
}

const NO_NAME = /[^\p{L}\p{N} _.-]/u;
const LONGEST_NAME = 60;

/** A name and a value, as in `Enabled : False`; null for a mailbox, of which one a line is a list. */
function fieldIn(row: string): { readonly name: string; readonly value: string } | null {
  const at = row.search(/[:=]/);
  const [name, value] = [row.slice(0, Math.max(0, at)).trim(), row.slice(at + 1)];
  const isName = name !== '' && name.length <= LONGEST_NAME && !NO_NAME.test(name);
  const isField = isName && (value === '' || value.startsWith(' ')) && !value.includes('<');
  return isField ? { name, value: value.trim() } : null;
}

const cellsOf = (line: string): readonly string[] => line.trim().split(/ {2,}/);
