import { namedFirst } from '../../../text/counted.ts';
import { findNearest } from '../../../text/nearest.ts';
import { showUnseen } from '../../../text/shown.ts';
import { foldName, headerNames } from './field-names.ts';
import type { Column, ColumnProblem } from './table.ts';

/** The columns that a header of the call means: by place (`#3`), else by its text, else by its folded text. */
export function columnsNamed(names: readonly string[], header: string): Column[] {
  const place = /^#([1-9]\d{0,5})$/.exec(header.trim())?.[1];
  if (place !== undefined) return columnsWhere(names, (_, index) => index === Number(place) - 1);
  const exact = columnsWhere(names, (name) => name === header.trim());
  if (exact.length > 0) return exact;
  const folded = columnsWhere(names, (name) => foldName(name) === foldName(header));
  return folded.length > 0
    ? folded
    : columnsWhere(names, (name) => headerNames(name).includes(foldName(header)));
}

/** The places of all columns that these headers mean. */
export const placesNamed = (names: readonly string[], headers: readonly string[]): ReadonlySet<number> =>
  placesOf(headers.flatMap((header) => columnsNamed(names, header)));

export const placesOf = (columns: readonly Column[]): ReadonlySet<number> =>
  new Set(columns.map(({ index }) => index));

export const columnsOf = (headers: readonly string[]): Column[] =>
  headers.map((header, index) => ({ name: header.trim(), index, headers }));

const columnsWhere = (headers: readonly string[], isIt: (name: string, index: number) => boolean): Column[] =>
  columnsOf(headers).filter(({ name, index }) => isIt(name, index));

/** That a file has no such column, with the nearest or all that it has. */
export function noSuchColumn(names: readonly string[], option: string, header: string): string {
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== '');
  const nearest = findNearest(header, trimmed);
  const seen = nearest.length > 0 ? `did you mean ${listOf(nearest)}?` : `there are: ${listOf(trimmed)}`;
  return `${option} names a column that is not there, "${header}": ${seen}`;
}

const MOST_SHOWN = 12;

/** Names with commas between them; after a dozen, how many more. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).map((name) => (name === '' ? '""' : name.replaceAll(/\s+/g, ' ')));
  return namedFirst(shown, MOST_SHOWN, names.length);
}

/** False for a name with line breaks or with what cannot be seen: a command line that is copied would not have it. */
function isTypable(name: string): boolean {
  const seen = name.replaceAll('\u00a0', ' ');
  return showUnseen(seen) === seen;
}

/** A header as options name it; by its place where its text alone does not say which. */
function wordFor({ name, index, headers }: Column, isPlain = true): string {
  const isSure = isPlain && name !== '' && isTypable(name) && columnsNamed(headers, name).length === 1;
  return isSure ? name : `#${index + 1}`;
}

/** The same where a sign of equality follows. */
const headerWord = (column: Column): string => wordFor(column, !/[=!]/.test(column.name));

/** The words that choose this column for a field. */
export const columnArgument = (field: string, column: Column): string[] => [
  '--column',
  `${field}=${wordFor(column)}`,
];

/** The words that say that a column means nothing. */
export const ignoreArgument = (column: Column): string[] => ['--ignore-column', headerWord(column)];

/** The words that choose the rows with one of these values of a column. */
export const whereArgument = (column: Column, ...values: readonly string[]) =>
  whereWords(column, '=', values);

/** The words for each of these values, and before them those for all where all are meant. */
export function whereEach(column: Column, values: readonly string[], areMeant: boolean): string[][] {
  const each = values.map((value) => whereArgument(column, value));
  return areMeant && values.length > 1 ? [whereArgument(column, ...values), ...each] : each;
}

/** The words that choose the rows with anything else in a column. */
export const whereExcept = (column: Column, ...values: readonly string[]) => whereWords(column, '!=', values);

/** The words that leave out the rows with these cells, which have no date; none where there are no such rows. */
export const whereFilled = (column: Column, undated: readonly string[]): readonly string[] =>
  undated.length > 0 ? whereExcept(column, ...undated) : [];

/** How many values a line names at most. */
const MOST_NAMED = 24;

/** The line that leaves out the rows with one of these values; none where there are more than it names. */
export const lineWithout = (column: Column, values: Iterable<string>): string[][] => {
  const all = [...values];
  return all.length > MOST_NAMED ? [] : [whereExcept(column, ...all)];
};

function whereWords(column: Column, sign: '=' | '!=', values: readonly string[]): string[] {
  return ['--where', `${headerWord(column)}${sign}${values.map(valueWord).join(',')}`];
}

/** A value as `--where` takes it. */
export const valueWord = (value: string): string =>
  /^[^",\r\n]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;

/** Two columns for one field: which of them counts, the file does not say. */
export function namedTwice(field: string, columns: readonly Column[]): ColumnProblem {
  const places = columns.map(({ name, index }) => `${listOf([name])} (#${index + 1})`).join(' and ');
  return {
    message: `${columns.length} columns are named for ${field}: ${places}; choose one with --column`,
    mend: columns.map((column) => columnArgument(field, column)),
  };
}
