import type { KnownSecrets } from '../secrets/known-secrets.ts';
import { writeJson } from '../text/json.ts';

/** The value of one cell; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** The cells of a row. Takes any value, because the API may omit a field or send another type than documented. */
export const toCells = (...values: readonly unknown[]): Cell[] => values.map(toCell);

/** A value of the API as a cell: a list with commas between its parts, an object as JSON. */
export function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map((part) => toCell(part) ?? '').join(', ') : writeJson(value);
}

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The number of leading columns with the user's own text, which CSV prints unchanged. */
  readonly verbatim?: number;
}

/** An answer too long for memory: its records are made one by one while they are printed. */
export interface Records<R> {
  /** For `json`: the fields before the list, and the list's name; absent for a bare list. */
  readonly within?: { readonly head: Readonly<Record<string, unknown>>; readonly list: string };
  readonly each: () => AsyncIterable<R>;
  /** For `jsonl`: the records that were not printed yet. */
  readonly rest: () => AsyncIterable<R>;
  /** The form of a record in JSON, where it differs from the record itself. */
  readonly json?: (record: R) => unknown;
  readonly csv: (records: readonly R[]) => Grid;
  readonly table: (records: readonly R[]) => Grid;
}

/** The result of a command, in forms for programs and for readers. Commands never print. */
export type View = ShortView | LongView | RawView;

interface ViewBase {
  /**
   * Notes for stderr, printed before the answer, so that an interrupt while it is printed cannot lose them. Not
   * printed with `--quiet`.
   */
  readonly before?: readonly string[];
  /** Notes for stderr, not printed with `--quiet`; a function when they depend on the printed records. */
  readonly notes?: readonly string[] | (() => readonly string[]);
  /** Warnings for stderr, printed with `--quiet` too: something was lost or could not be stored. */
  readonly warnings?: readonly string[];
  /**
   * Rows that failed, printed on stderr before the answer, also with `--quiet`. Not in the JSON formats, which
   * contain them.
   */
  readonly failures?: readonly string[];
  /** An error to report after the answer; it decides the exit code. */
  readonly error?: unknown;
  /** Keeps the program running until it settles, for a server. */
  readonly until?: Promise<void>;
  /** Secrets that this answer is meant to show. */
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
  /** The body's bytes where they are not `body` in UTF-8. */
  readonly bytes?: Uint8Array;
  /** The status line and headers to print before the body. */
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

/** The destination of an answer. */
export interface Destination {
  readonly terminal: boolean;
  /** True when a CI system reads the output. */
  readonly log: boolean;
  /** The secrets to redact. */
  readonly secrets: KnownSecrets;
}
