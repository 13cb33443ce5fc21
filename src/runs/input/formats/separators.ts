import { cleanCell, namesPerson } from '../cell.ts';
import { fieldOf, foldName, isBareName, isLoginName } from '../columns/field-names.ts';
import type { ReadingOptions } from '../reading-options.ts';

/** The separators of columns that are recognized, the most usual first, and their names in words. */
const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

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

/** The parts of a line between separators, without quotes around them; good enough to recognize names. */
const roughParts = (line: string, separator: string): string[] => line.split(separator).map(unquoted);

/** A text without blanks and one pair of quotes around it. */
function unquoted(text: string): string {
  const bare = text.trim();
  const [quote = ''] = bare;
  const isQuoted = bare.length > 1 && ['"', "'"].includes(quote) && bare.endsWith(quote);
  return isQuoted ? bare.slice(1, -1).trim() : bare;
}

/** The separator of a `sep=;` line; undefined for any other. */
export function declaredSeparator(line: string): string | undefined {
  const declared = line.trim().replaceAll('"', '').toLowerCase();
  if (!declared.startsWith('sep=')) return undefined;
  // A tab at the end of the line is no blank here.
  const separator = declared === 'sep=' && line.includes('\t') ? '\t' : declared.slice(4);
  return separator.length === 1 && !/\w/.test(separator) ? separator : undefined;
}

/**
 * The separator of a table whose first lines these are: the one that makes a wanted name of a part of a line, else the
 * one that the first line has most often. Undefined where no line has one and none is a wanted name: a list.
 */
export function separatorOf(lines: readonly string[], isWanted: IsWantedName): string | undefined {
  const separators = Object.values(SEPARATORS);
  for (const line of lines) {
    // The one that divides the line most counts first: a semicolon may stand in a name between commas.
    const usual = separators
      .filter((separator) => line.includes(separator))
      .sort((one, other) => count(line, other) - count(line, one));
    const found = usual.find((separator) => roughParts(line, separator).some(isWanted));
    if (found !== undefined) return found;
    if (isWanted(unquoted(line))) return SEPARATORS.comma;
  }
  const [first = ''] = lines;
  const [most] = separators
    .map((separator) => [separator, count(first, separator)] as const)
    .filter(([, times]) => times > 0)
    .sort(([, one], [, other]) => other - one);
  return most?.[0] ?? (first.includes('"') ? SEPARATORS.comma : undefined);
}

const count = (line: string, separator: string): number => line.split(separator).length - 1;

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
