import type { IsWantedName } from './separators.ts';

/** Of a table as this program and others print it for people: names and other texts may hold blanks too. */
export const PRINTED_TABLE = 'this is a table for people to read, in which blanks keep the columns apart';

/** What brings the same people in a form that can be read. */
export const PRINT_ANEW = 'let the command that made it print -o ids, or -o csv for more than the ids';

/** Of a table with lines around its cells. */
export const DRAWN_TABLE = 'this is a table that is drawn with lines';
export const WRITE_CSV = 'let the program that made it write CSV: psql --csv, mysql --batch, sqlite3 -csv';

/** True for the first lines of a table with lines around its cells, or below its headings. */
export const isDrawnTable = ([heading = '', rule = '']: readonly string[]): boolean =>
  /^(?:\+-|[┌╔╭┏])/.test(heading) || (heading.includes('|') && /^-+\+[-+]*$/.test(rule));

/** True for the first lines of a printed table: its headings in capitals, or names of columns above aligned cells. */
export function isPrintedTable([heading = '', row = '']: readonly string[], isWanted: IsWantedName): boolean {
  const names = cellsOf(heading);
  if (names.length < 2 || /[,;|\t]/.test(heading)) return false;
  if (names.every((name) => /^[A-Z][A-Z0-9 .]*$/.test(name))) return true;
  return names.some(isWanted) && cellsOf(row).length > 1;
}

const cellsOf = (line: string): readonly string[] => line.trim().split(/ {2,}/);
