import type { KnownSecrets } from '../secrets/known-secrets.ts';
import { writeJson } from '../text/json.ts';

/** What one cell may hold; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** The cells of a row. Takes any value, because the API may omit a field or send another type than documented. */
export const cells = (...values: readonly unknown[]): Cell[] => values.map(cellOf);

/** A value of an API's as a cell: a list as its parts with commas between them, an object as JSON. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map((part) => cellOf(part) ?? '').join(', ') : writeJson(value);
}

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** So many of the first columns are the user's own text, which CSV gives back as it was. */
  readonly verbatim?: number;
}

/** An answer too long to hold: its records are made one by one, as they are printed. */
export interface Records<R> {
  /** For `json`: what stands before the list, and the list's name; without it, the list alone. */
  readonly within?: { readonly head: Readonly<Record<string, unknown>>; readonly list: string };
  readonly each: () => AsyncIterable<R>;
  /** For `jsonl`: those that were not printed yet. */
  readonly rest: () => AsyncIterable<R>;
  /** A record as the JSON formats show it, where that is not the record itself. */
  readonly json?: (record: R) => unknown;
  readonly csv: (records: readonly R[]) => Grid;
  readonly table: (records: readonly R[]) => Grid;
}

/** What a command hands back: one answer in the machine's form and in the reader's form. Commands never print. */
export type View = ShortView | LongView | RawView;

interface ViewBase {
  /** Said on stderr beside the answer, unless quiet; a function where only the printed answer tells. */
  readonly notes?: readonly string[] | (() => readonly string[]);
  /** The same, but also when quiet: what was lost, or could not be stored or done besides. */
  readonly warnings?: readonly string[];
  /**
   * Rows that failed, printed on stderr in every mode, also with `--quiet`. Not in the JSON formats, which contain
   * them.
   */
  readonly failures?: readonly string[];
  /** What went wrong although there is an answer: reported after it, and it decides the exit code. */
  readonly error?: unknown;
  /** The program goes on until this settles: a server that was started. */
  readonly until?: Promise<void>;
  /** Secrets that this answer is there to show. */
  readonly shows?: readonly string[];
}

/** An answer that is printed while it is made. */
export interface LongView extends ViewBase {
  readonly records: Records<unknown>;
  /** The command that prints the same answer again, for a user whose output was lost. */
  readonly again?: string;
}

/** The API's own answer, the same in every format. */
export interface RawView extends ViewBase {
  readonly raw: Raw;
}

export interface Raw {
  readonly body: string;
  /** The body where it is something else than `body` in UTF-8. */
  readonly bytes?: Uint8Array;
  /** Printed before it. */
  readonly head?: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
}

export interface ShortView extends ViewBase {
  /** For `json`. */
  readonly json: unknown;
  /** For `jsonl`, one record each; without it, `json` is the only record. */
  readonly lines?: readonly unknown[];
  /** For `csv`. */
  readonly csv: Grid;
  /** For `table`: rows, or text as it stands. */
  readonly table: Grid | string;
}

/** A view of one flat object: its keys are CSV's columns. */
export function objectView(json: Readonly<Record<string, Cell>>, table: Grid | string): ShortView {
  return { json, csv: { columns: Object.keys(json), rows: [Object.values(json)] }, table };
}

/** A view of a list of flat objects, one a line, with the same columns in every format. */
export function listView<K extends string>(
  columns: readonly K[],
  items: readonly Readonly<Record<K, Cell>>[],
): ShortView {
  const rows = items.map((item) => columns.map((column) => item[column]));
  return { json: items, lines: items, csv: { columns, rows }, table: { columns, rows } };
}

/** Where an answer goes. */
export interface Destination {
  readonly terminal: boolean;
  /** Something that obeys certain lines reads it. */
  readonly log: boolean;
  /** What it never gets. */
  readonly secrets: KnownSecrets;
}
