/** What one cell may hold; null is an empty cell. */
export type Cell = string | number | boolean | null;

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a command hands back: one answer in the machine's form and in the reader's form. Commands never print. */
export interface View {
  /** For `json`. */
  readonly json: unknown;
  /** For `jsonl`, one record each; without it, `json` is the only record. */
  readonly lines?: readonly unknown[];
  /** For `csv`. */
  readonly csv: Grid;
  /** For `table`: rows, or text as it stands. */
  readonly table: Grid | string;
  /** Said on stderr beside the answer, unless quiet. */
  readonly notes?: readonly string[];
  /** What went wrong although there is an answer: reported after it, and it decides the exit code. */
  readonly error?: unknown;
  /** The program goes on until this settles: a server that was started. */
  readonly until?: Promise<void>;
}

/** A view of one flat object: its keys are CSV's columns. */
export function objectView(json: Readonly<Record<string, Cell>>, table: Grid | string): View {
  return { json, csv: { columns: Object.keys(json), rows: [Object.values(json)] }, table };
}

/** A view of a list of flat objects, one a line, with the same columns in every format. */
export function listView<K extends string>(
  columns: readonly K[],
  items: readonly Readonly<Record<K, Cell>>[],
): View {
  const rows = items.map((item) => columns.map((column) => item[column]));
  return { json: items, lines: items, csv: { columns, rows }, table: { columns, rows } };
}
