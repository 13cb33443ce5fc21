import { RESULT_COLUMNS } from '../../results/csv-columns.ts';

/**
 * Which of the columns mean something to us, by their names, and which are the row's own, carried into the
 * results.
 */
export interface Columns {
  readonly known: ReadonlyMap<string, Column>;
  readonly carried: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly index: number;
}

/** Who is meant stands among the results too, and in the input alike. */
const USER = 'user_id';
/** Left out when results are the input again, or each round would add them once more. */
const RESULTS = new Set(RESULT_COLUMNS.filter((name) => name !== USER));

/**
 * `Transfer-To`, `transfer to` and `transferTo` are `transfer_to`: a column that is nearly called so must not
 * go unheard.
 */
const folded = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

/**
 * Columns by their names, blanks around them aside; of two with one name the first counts, and one that is
 * only nearly called so last.
 */
export function columnsOf(names: readonly string[], wanted: readonly string[]): Columns {
  const known = new Map<string, Column>();
  for (const name of wanted) {
    const exact = names.findIndex((text) => text.trim().toLowerCase() === name);
    const index = exact >= 0 ? exact : names.findIndex((text) => folded(text) === folded(name));
    if (index >= 0) known.set(name, { name, index });
  }
  const carried = new Map<string, Column>();
  names.forEach((text, index) => {
    const name = text.trim();
    // Results bring their own user_id along, whatever the case of the row's.
    const again = name.toLowerCase() === USER && known.get(USER)?.index !== index;
    if (RESULTS.has(name) || carried.has(name) || again) return;
    carried.set(name, { name, index });
  });
  return { known, carried: [...carried.values()] };
}

/** True for a column that says who is meant. */
export const namesUser = (column: string): boolean => ['userid', 'email'].includes(folded(column));

/**
 * The columns of the row's own whose cells, by their places, stood in the file with a `'` before them;
 * undefined for none.
 */
export function quotedOf(
  { carried }: Columns,
  quoted: ReadonlySet<number> | undefined,
): readonly string[] | undefined {
  return quoted && carried.filter(({ index }) => quoted.has(index)).map(({ name }) => name);
}

/** A row's names and its cells. */
interface CellsOfRow {
  readonly columns: Columns;
  readonly cells: readonly string[];
}

/** The text of a row in a known column, without blanks around it; empty where there is none. */
export function cellText({ columns, cells }: CellsOfRow, name: string): string {
  const column = columns.known.get(name);
  return column ? (cells[column.index] ?? '').trim() : '';
}

/** The row's own columns, as they were. Any name is safe, `__proto__` too. */
export function inputOf({ carried }: Columns, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(carried.map(({ name, index }) => [name, cells[index] ?? '']));
}
