import { areResults, RESULT_COLUMNS } from '../../results/csv-columns.ts';
import { numberName } from '../../results/number-name.ts';

/** The columns that the program reads, by name, and the others, which are carried into the results. */
export interface Columns {
  readonly known: ReadonlyMap<string, Column>;
  readonly carried: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly index: number;
}

/**
 * Normalizes a name: `Transfer-To`, `transfer to` and `transferTo` are all `transfer_to`, so that no column
 * is overlooked.
 */
const normalizeName = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/**
 * Finds columns by name, ignoring surrounding blanks. An exact name is preferred to a similar one, and the
 * first of several equal ones is read.
 */
export function columnsOf(names: readonly string[], wanted: readonly string[]): Columns {
  const known = new Map<string, Column>();
  for (const name of wanted) {
    const exact = names.findIndex((text) => text.trim().toLowerCase() === name);
    const index = exact >= 0 ? exact : names.findIndex((text) => normalizeName(text) === normalizeName(name));
    if (index >= 0) known.set(name, { name, index });
  }
  return { known, carried: carriedColumns(names.map((text) => text.trim())) };
}

/** All columns, a number behind a name that stands there before; of results not those that a run adds again. */
function carriedColumns(names: readonly string[]): Column[] {
  const added = areResults(names) ? RESULT_COLUMNS : [];
  const given = new Set(names);
  const carried = new Set<string>();
  return names.flatMap((text, index) => {
    if (added.includes(text) && names.lastIndexOf(text) === index) return [];
    const name = carried.has(text)
      ? numberName(text, (other) => carried.has(other) || given.has(other))
      : text;
    carried.add(name);
    return [{ name, index }];
  });
}

/** True for a column that identifies users. */
export const identifiesUser = (column: string): boolean =>
  ['userid', 'email'].includes(normalizeName(column));

/** The carried columns whose cells had a `'` before them in the file; undefined for none. */
export function quotedOf(
  { carried }: Columns,
  quoted: ReadonlySet<number> | undefined,
): readonly string[] | undefined {
  return quoted && carried.filter(({ index }) => quoted.has(index)).map(({ name }) => name);
}

/** The columns of an input and the cells of a row. */
interface CellsOfRow {
  readonly columns: Columns;
  readonly cells: readonly string[];
}

/** The text of a cell without surrounding blanks; empty without such a column. */
export function cellText({ columns, cells }: CellsOfRow, name: string): string {
  const column = columns.known.get(name);
  return column ? (cells[column.index] ?? '').trim() : '';
}

/** The carried columns unchanged. Any name is safe, also `__proto__`. */
export function inputOf({ carried }: Columns, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(carried.map(({ name, index }) => [name, cells[index] ?? '']));
}
