import { memoize } from '../memoize.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import { writeJson } from '../text/json.ts';
import { nameOfColumn, type TableColumn } from './tables/columns.ts';

export {
  mayCut,
  mayLeaveOut,
  mayShorten,
  mayWrap,
  nameOfColumn,
  type TableColumn,
} from './tables/columns.ts';

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

export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Each row is a fact about the same thing: its name and its value. */
  readonly facts?: true;
}

/** Rows of CSV. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The number of leading columns with the user's own text, which CSV prints unchanged. */
  readonly verbatim?: number;
}

/**
 * An answer too long for memory: its records are made one by one while they are printed. What takes records is given
 * those of the same answer alone, so that it may name their kind.
 */
export interface Records<R> {
  /** For `json`: the fields before the list, and the list's name; absent for a bare list. */
  readonly within?: { readonly head: Readonly<Record<string, unknown>>; readonly list: string };
  readonly each: () => Stream<R>;
  /** For `jsonl`: the records that were not printed yet; absent where that is all of them. */
  readonly rest?: () => Stream<R>;
  /** The form of a record in JSON, where it differs from the record itself. */
  json?(record: R): unknown;
  csv(records: readonly R[]): Grid;
  table(records: readonly R[]): Table;
  /** For `table`: text after the rows and an empty line. */
  readonly below?: string;
}

export type Stream<R> = Iterable<R> | AsyncIterable<R>;

/** The result of a command, in forms for programs and for readers. Commands never print. */
export type View = ShortView | LongView | RawView | IdsView;

interface ViewBase {
  /**
   * Notes for stderr, printed before the answer, so that an interrupt while it is printed cannot lose them. Not
   * printed with `--quiet`.
   */
  readonly before?: readonly string[];
  /** True for an answer that pushes `before` off the screen: its error then repeats the next steps. */
  readonly isLong?: boolean;
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
interface RawView extends ViewBase {
  readonly raw: Raw;
}

/** The ids of an answer, for `ids`: texts of many lines each, together one id a line. */
export interface IdsView extends ViewBase {
  readonly ids: readonly string[];
}

export interface Raw {
  readonly body: string;
  /** The body's bytes where they are not `body` in UTF-8. */
  readonly bytes?: Uint8Array;
  /** The status line and headers to print before the body. */
  readonly head?: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
}

export interface ShortView extends ViewBase {
  readonly json: unknown;
  /** For `jsonl`, one record each; without it, `json` is the only record. */
  readonly lines?: readonly unknown[];
  readonly csv: Grid;
  /** For `table`: rows, or text as it stands. */
  readonly table: Table | string;
  /** For `markdown`, where the command has it. */
  readonly markdown?: string;
  /** For `table`: text after the rows and an empty line. */
  readonly below?: string;
}

/** A view of one flat object: its keys are CSV's columns. */
export function objectView(json: Readonly<Record<string, Cell>>, table: Table | string): ShortView {
  return { json, csv: { columns: Object.keys(json), rows: [Object.values(json)] }, table };
}

/** A view of a list of flat objects, one a line, with the same columns in every format. */
export function listView<K extends string>(
  columns: readonly TableColumn<K>[],
  items: readonly Readonly<Record<K, Cell>>[],
): ShortView {
  const names = columns.map(nameOfColumn);
  const rows = memoize(() => items.map((item) => names.map((name) => item[name])));
  return {
    json: items,
    lines: items,
    csv: whenAsked({ columns: names, rows }),
    table: whenAsked({ columns, rows }),
  };
}

/** A table or a grid whose rows are made when they are asked for: of all formats, a call prints one. */
export function whenAsked<C>({ columns, rows }: Readonly<{ columns: readonly C[]; rows: () => Rows }>) {
  const made = memoize(rows);
  return {
    columns,
    get rows() {
      return made();
    },
  };
}

type Rows = readonly (readonly Cell[])[];

export interface Destination {
  readonly terminal: boolean;
  /** How many columns a line may have; Infinity where no terminal shows it. */
  readonly width: number;
  /** True when a CI system reads the output. */
  readonly log: boolean;
  readonly secrets: KnownSecrets;
}
