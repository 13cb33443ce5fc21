import { RESULT_COLUMNS } from '../../results/csv-columns.ts';

/** The columns that the program reads, by name, and the others, which are carried into the results. */
export interface Columns {
  readonly known: ReadonlyMap<string, Column>;
  readonly carried: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly index: number;
}

/** The one column that both the input and the results have. */
const USER = 'user_id';
/** Not carried when the input is a results file, or each round would add them again. */
const RESULTS = new Set(RESULT_COLUMNS.filter((name) => name !== USER));

/**
 * Normalizes a name: `Transfer-To`, `transfer to` and `transferTo` are all `transfer_to`, so that no column
 * is overlooked.
 */
const normalizeName = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/**
 * Finds columns by name, ignoring surrounding blanks. An exact name is preferred to a similar one, and the
 * first of several equal ones counts.
 */
export function columnsOf(names: readonly string[], wanted: readonly string[]): Columns {
  const known = new Map<string, Column>();
  for (const name of wanted) {
    const exact = names.findIndex((text) => text.trim().toLowerCase() === name);
    const index = exact >= 0 ? exact : names.findIndex((text) => normalizeName(text) === normalizeName(name));
    if (index >= 0) known.set(name, { name, index });
  }
  const carried = new Map<string, Column>();
  names.forEach((text, index) => {
    const name = text.trim();
    // Results have a user_id column of their own, whatever the case of the input's.
    const again = name.toLowerCase() === USER && known.get(USER)?.index !== index;
    if (RESULTS.has(name) || carried.has(name) || again) return;
    carried.set(name, { name, index });
  });
  return { known, carried: [...carried.values()] };
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
