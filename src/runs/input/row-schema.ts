import type { Action } from '../../results/record.ts';
import { BadValue } from '../../validation/bad-value.ts';
import type { JustificationName } from '../../validation/justification.ts';
import type { CellProblem, Cells, Columns, RawRow } from './columns/table.ts';
import type { DuplicateRule } from './duplicates.ts';
import type { ReadingOptions } from './reading-options.ts';
import type { RowContent } from './row.ts';

export interface Refused {
  readonly ok: false;
  readonly problems: readonly CellProblem[];
}

export type ParsedRow = { readonly ok: true; readonly content: RowContent } | Refused;

/** The columns of an operation's rows, and how to parse them. */
export interface RowSchema extends DuplicateRule {
  readonly columns: readonly string[];
  /** At least one of them has to be there, because they identify the user; a bare list holds the first. */
  readonly identifiers: readonly [string, ...string[]];
  /** Parses a row to its content or to all its problems. Does not throw, and keeps no state between rows. */
  readonly parse: (columns: Columns, cells: Cells) => ParsedRow;
}

export interface RowsOptions {
  /** The input's name in messages: `stdin`, `arguments`, else the file. */
  readonly name: string;
  readonly form: RowSchema;
  /** What is to be done with whom the rows name. */
  readonly action?: Action;
  /** How the file is to be read, where the call or the stored settings say. */
  readonly reading?: ReadingOptions;
  /** What each row has to say, because the call does not say it for all. */
  readonly required?: readonly JustificationName[] | undefined;
  /** Receives each row that is not among those that the call means, or is left out by its date, unchecked. */
  readonly leftOut?: (row: RawRow, columns: Columns, why: 'not_chosen' | 'by_date') => void;
}

export type ParsedCell<T> = { readonly ok: true; readonly value: T } | Refused;

/** Parses a cell; `form` throws `BadValue` for an invalid one. */
export function parseCell(column: string, cell: string, form: (text: string) => string): ParsedCell<string> {
  try {
    return { ok: true, value: form(cell) };
  } catch (error) {
    if (!(error instanceof BadValue)) throw error;
    return refuse({ column, message: error.message });
  }
}

/** A failed result with this problem. */
export function refuse(problem: CellProblem): Refused {
  return { ok: false, problems: [problem] };
}

/** That neither the row nor the call says what is needed. `why` ends with the option that says it for all rows. */
export const missing = ({ known }: Columns, column: string, why: string): CellProblem =>
  known.has(column)
    ? { column, message: `${why} for all rows, or fill in ${column}` }
    : { column, message: `${why} for all rows, or add a column ${column}`, everyRow: true };

/** The problems of several parts of a row, in order. */
export const problemsOf = (...parts: readonly (ParsedRow | ParsedCell<unknown>)[]): readonly CellProblem[] =>
  parts.flatMap((part) => (part.ok ? [] : part.problems));
