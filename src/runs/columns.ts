/** Which of the columns mean something to us, by their names, and which are the row's own, carried into the results. */
export interface Columns {
  readonly known: ReadonlyMap<string, Column>;
  readonly carried: readonly Column[];
}

export interface Column {
  readonly name: string;
  readonly index: number;
}

/** What results add to a row: left out when results are the input again, or each round would add them once more. */
const RESULTS = new Set([
  'row',
  'outcome',
  'changed',
  'account_state',
  'transferred_to_department_id',
  'error_code',
  'error_message',
  'request_id',
  'attempts',
]);

/** Columns by their names, blanks around them and the case of the known ones aside; of two with one name the first counts. */
export function columnsOf(names: readonly string[], wanted: readonly string[]): Columns {
  const known = new Map<string, Column>();
  const carried = new Map<string, Column>();
  names.forEach((text, index) => {
    const name = text.trim();
    const folded = name.toLowerCase();
    const again = known.has(folded);
    if (wanted.includes(folded) && !again) known.set(folded, { name: folded, index });
    // Results bring their own user_id along, whatever the case of the row's.
    if (RESULTS.has(name) || carried.has(name) || (again && folded === 'user_id')) return;
    carried.set(name, { name, index });
  });
  return { known, carried: [...carried.values()] };
}

/** True for a column that says who is meant. */
export function namesUser(column: string): boolean {
  const folded = column.trim().toLowerCase();
  return folded === 'user_id' || folded === 'email';
}

/** The text of a row in a known column, without blanks around it; empty where there is none. */
export function cellOf({ known }: Columns, cells: readonly string[], name: string): string {
  const column = known.get(name);
  return column ? (cells[column.index] ?? '').trim() : '';
}

/** The row's own columns, as they were. Any name is safe, `__proto__` too. */
export function inputOf({ carried }: Columns, cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(carried.map(({ name, index }) => [name, cells[index] ?? '']));
}
