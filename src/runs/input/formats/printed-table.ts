import { type IsWantedName, isPerson } from './separators.ts';

/** What lines are that no reader divides into cells, and what makes others of them. */
type PrintedKind = readonly [what: string, cure: string];

/** Knows by their first lines tables that were made for people to read; undefined for any other lines. */
export function printedKind(rows: readonly string[], isWanted: IsWantedName): PrintedKind | undefined {
  if (areQuotedLines(rows, isWanted)) return ['each line stands in quotes as a whole, as one cell', TAKE_OFF];
  if (isDrawnTable(rows)) return ['this is a table that is drawn with lines', WRITE_CSV];
  if (areFields(rows))
    return ['these are the fields of users for people to read, each on a line of its own', WRITE_TABLE];
  if (isRuledTable(rows)) return [PRINTED_TABLE, WRITE_TABLE];
  return isPrintedTable(rows, isWanted) ? [PRINTED_TABLE, PRINT_ANEW] : undefined;
}

/** Of a table as this program and others print it for people: names and other texts may hold blanks too. */
const PRINTED_TABLE = 'this is a table for people to read, in which blanks keep the columns apart';

/** What brings the same people in a form that can be read. */
const PRINT_ANEW = 'let the command that made it print -o ids, or -o csv for more than the ids';

const WRITE_CSV = 'let the program that made it write CSV: psql --csv, mysql --batch, sqlite3 -csv';

/** True where a table begins with lines around its cells or below its headings, also behind what was typed for it. */
const isDrawnTable = (rows: readonly string[]): boolean =>
  rows.some(
    (rule, at) =>
      /^(?:\+-|[┌╔╭┏]|[-─]\[ RECORD )/.test(rule) ||
      (/[|│]/.test(rows[at - 1] ?? '') && /^[-─]+[+┼][-─+┼]*$/.test(rule)),
  );

/** True for the first lines of a printed table: its headings in capitals, or names of columns above aligned cells. */
function isPrintedTable([heading = '', row = '']: readonly string[], isWanted: IsWantedName): boolean {
  const names = cellsOf(heading);
  if (names.length < 2 || /[,;|\t]/.test(heading)) return false;
  if (names.every((name) => /^[A-Z][A-Z0-9 .]*$/.test(name))) return true;
  return names.some(isWanted) && cellsOf(row).length > 1;
}

/** True where a table begins whose headings are underlined one by one, as Format-Table prints it. */
const isRuledTable = (rows: readonly string[]): boolean =>
  rows.some((line) => line.includes(' ') && line.split(/ +/).every((part) => RULE.test(part)));

const RULE = /^(?:-{2,}|={2,})$/;

const TAKE_OFF = `take these quotes off: sed -E 's/^"|"[[:cntrl:]]*$//g; s/""/"/g'`;

/** True for lines that a spreadsheet took for one cell each, with the name of a wanted column within the first. */
const areQuotedLines = (rows: readonly string[], isWanted: IsWantedName): boolean =>
  rows.length > 1 &&
  rows.every((row) => /^"(?:[^"]|"")+"$/.test(row) && SEPARATED.test(row)) &&
  (rows[0] ?? '').replaceAll('"', '').split(SEPARATED).some(isWanted);

const SEPARATED = /[,;\t|]/;

const WRITE_TABLE = WRITE_CSV.replace(':', ': Export-Csv,');

/** Lines that divide one from the next, or count them. */
const DIVIDES = /^(?:[-*]|\d+ rows?\b)/;

/** True for lines that are all fields, with a person in one and no person in another, or one name twice. */
function areFields(rows: readonly string[]): boolean {
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
