import { BadValue } from '../../validation/bad-value.ts';
import type { DuplicateRule } from './duplicates.ts';
import type { Columns } from './input-columns.ts';
import type { RowContent, RowProblem } from './row.ts';

/** A row as it stands in the input: names and cells apart. `line` is null for arguments. */
export interface RawRow {
  readonly line: number | null;
  readonly columns: Columns;
  readonly cells: readonly string[];
  /** The places of cells that had a `'` before what a spreadsheet would run. */
  readonly quoted?: ReadonlySet<number> | undefined;
}

/** What is wrong with a cell, or with the want of one. */
export interface CellProblem extends Pick<RowProblem, 'message'> {
  readonly column: string;
  /** True where the columns are to blame and so every row has it: it is told once. */
  readonly everyRow?: true;
}

export interface Refused {
  readonly ok: false;
  readonly problems: readonly CellProblem[];
}

export type ParsedRow = { readonly ok: true; readonly content: RowContent } | Refused;

/** What the rows of an operation must say, and how it is read. */
export interface RowSchema extends DuplicateRule {
  /** The columns that mean something. */
  readonly columns: readonly string[];
  /** Those of which an input must have one, because they say who is meant; a bare list holds the first. */
  readonly identifiers: readonly [string, ...string[]];
  /** What the row says, or all that is wrong with it. Throws nothing, and remembers nothing of other rows. */
  readonly parse: (row: RawRow) => ParsedRow;
}

export interface RowsOptions {
  /** The file's name for messages: `-` for stdin, `arguments` for positionals. */
  readonly name: string;
  /** What a row must say. */
  readonly form: RowSchema;
}

export type ParsedCell<T> = { readonly ok: true; readonly value: T } | Refused;

/** A cell in its form; `form` throws `BadValue` for what does not have it. */
export function parseCell(column: string, cell: string, form: (text: string) => string): ParsedCell<string> {
  try {
    return { ok: true, value: form(cell) };
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return refuse({ column, message: error.message });
  }
}

/** What is wrong, as a result. */
export function refuse(problem: CellProblem): Refused {
  return { ok: false, problems: [problem] };
}

/** All that is wrong with some parts of a row, in their order; empty when nothing is. */
export const problemsOf = (...parts: readonly (ParsedRow | ParsedCell<unknown>)[]): readonly CellProblem[] =>
  parts.flatMap((part) => (part.ok ? [] : part.problems));
