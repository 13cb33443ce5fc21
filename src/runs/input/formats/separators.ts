import { cleanCell, namesPerson } from '../cell.ts';
import { fieldOf, foldName, isBareName, isLoginName } from '../columns/field-names.ts';
import type { ReadingOptions } from '../reading-options.ts';

/** The separators of columns that are recognized, the most usual first. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/** True for a header or a part of one that names a column which is wanted, or may be. */
export type IsWantedName = (name: string) => boolean;

/** Knows the names of these fields, and the headers that the call or the stored settings name for them. */
export function wantedNames(
  fields: readonly string[],
  { columns = new Map(), stored_columns = new Map() }: ReadingOptions,
): IsWantedName {
  const headers = new Set([...columns.values(), ...stored_columns.values()].map(foldName));
  return (name) =>
    fields.includes(fieldOf(name) ?? '') ||
    isLoginName(name) ||
    isBareName(name) ||
    headers.has(foldName(name));
}

/** The separator of a `sep=;` line; undefined for any other. */
export function declaredSeparator(line: string): string | undefined {
  const declared = line.trim().replaceAll('"', '').toLowerCase();
  if (!declared.startsWith('sep=')) return undefined;
  // A tab at the end of the line is no blank here.
  const separator = declared === 'sep=' && line.includes('\t') ? '\t' : declared.slice(4);
  return separator.length === 1 && !/\w/.test(separator) ? separator : undefined;
}

/** The same without what stands before a value in a title: `User: admin`, `Email:` above the names of the columns. */
export const noLabel =
  (isWanted: IsWantedName): IsWantedName =>
  (name) =>
    !/[:：]$/.test(name.trim()) && isWanted(name);

/** The separator that makes a wanted name of a part of a line, else that of the first line; undefined for a list. */
export function separatorOf(lines: readonly string[], isWanted: IsWantedName): string | undefined {
  const [first = ''] = lines;
  const withoutPeople = lines.filter((line) => !/@|usr_/.test(line));
  return (
    separatorBy(withoutPeople, noLabel(isWanted)) ??
    separatorBy(lines, isWanted) ??
    mostIn(first)[0] ??
    (first.includes('"') ? ',' : undefined)
  );
}

function separatorBy(lines: readonly string[], isWanted: IsWantedName): string | undefined {
  for (const line of lines) {
    const names = (part: string) => isWanted(unquoted(part));
    const found = mostIn(line).find((separator) => line.split(separator).some(names));
    if (found !== undefined) return found;
    if (names(line)) return ',';
  }
  return undefined;
}

/** A text without blanks and one pair of quotes around it. */
function unquoted(text: string): string {
  const bare = text.trim();
  const [quote = ''] = bare;
  const isQuoted = bare.length > 1 && ['"', "'"].includes(quote) && bare.endsWith(quote);
  return isQuoted ? bare.slice(1, -1).trim() : bare;
}

/** The separators in a line, the one that divides it most first: a semicolon may stand in a name between commas. */
const mostIn = (line: string): readonly string[] =>
  SEPARATORS.filter((separator) => line.includes(separator)).sort(
    (one, other) => line.split(other).length - line.split(one).length,
  );

/** The separator of a list that stands on its lines with `,` or `;` between people; undefined for any other lines. */
export function listSeparator(lines: readonly string[]): ',' | ';' | undefined {
  return ([';', ','] as const).find((separator) => {
    if (!lines.some((line) => line.includes(separator))) return false;
    const found = lines.map((line) => people(line, separator));
    // Two people on each of several lines may be a leaver and a manager: that is a table without a header.
    if (lines.length > 1 && found.some(({ length }) => length > 1)) return false;
    return found.every((entries) => entries.length > 0 && entries.every(isPerson));
  });
}

/** The parts of a line of a list, without the empty one after a separator at its end. */
export const people = (line: string, separator: string): string[] =>
  line
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** True for an address or a user id. */
export const isPerson = (text: string): boolean => namesPerson(cleanCell(text));

/** Of a line that is a row but for the `#` before it: it may have been meant. */
export const COMMENTED_OUT =
  'this row is commented out: delete the line to leave it out, or the # to include it';
