import type { Cell, Grid } from '../output/view.ts';
import { foldCase } from '../text/fold-case.ts';
import { numberName } from './number-name.ts';
import type { ResultRecord, RunRecord } from './record.ts';

/** The columns of the CSV and the value of each; the reader of row files knows a new column from here. */
const COLUMNS = {
  user_id: ({ user_id }) => user_id,
  outcome: ({ outcome }) => outcome,
  changed: ({ changed }) => changed,
  account_state: ({ account_state }) => account_state,
  transferred_to_department_id: ({ transferred_to_department_id }) => transferred_to_department_id,
  error_code: ({ error }) => error?.code ?? null,
  error_message: ({ error }) => error?.message ?? null,
  request_id: ({ request_id }) => request_id,
  attempts: ({ attempts }) => attempts,
} as const satisfies Readonly<Record<string, (record: ResultRecord) => Cell>>;

/** Why the change was made, where that was said: the last columns. */
const JUSTIFIED = {
  reason: ({ reason }) => reason ?? null,
  ticket: ({ ticket }) => ticket ?? null,
} as const satisfies Readonly<Record<string, (record: ResultRecord) => Cell>>;

/** The column with the number of the input row; it stands before the result's columns. */
const ROW = 'row';

/** The columns that results add to those of the input. */
export const RESULT_COLUMNS: readonly string[] = [ROW, ...Object.keys(COLUMNS), ...Object.keys(JUSTIFIED)];

/** The fields that a record has in JSON alone, `input` aside. */
export const RECORD_FIELDS = ['schema_version', 'action', 'organization_id', 'user', 'error', 'duration_ms'];

/** True for the names of the columns of results, as CSV or as JSON: they are not the user's own then. */
export const areResults = (names: readonly string[]): boolean =>
  names.includes('schema_version') || Object.keys(COLUMNS).every((name) => names.includes(name));

/** Those of these columns that are not the user's own, because a run adds them again. */
export function addedColumns(names: readonly string[]): readonly string[] {
  if (!areResults(names)) return [];
  const isRecord = RECORD_FIELDS.every((name) => names.includes(name));
  return isRecord ? [...RESULT_COLUMNS, ...RECORD_FIELDS] : RESULT_COLUMNS;
}

/** Records as CSV: the columns that every run's results have; `isJustified`: also why each change was made. */
export function recordsCsv(records: readonly ResultRecord[], isJustified = false): Grid {
  const columns = { ...COLUMNS, ...(isJustified && JUSTIFIED) };
  const cells: readonly ((record: ResultRecord) => Cell)[] = Object.values(columns);
  return {
    columns: Object.keys(columns),
    rows: records.map((record) => cells.map((cell) => cell(record))),
  };
}

/** A run's records as CSV: the rows' own columns first, so that results are valid input again. */
export function runCsv(columns: readonly string[], records: readonly RunRecord[], isJustified = false): Grid {
  const grid = recordsCsv(records, isJustified);
  return {
    columns: [...inputHeaders(columns), ROW, ...grid.columns],
    rows: records.map(({ input, row, quoted }, index) => [
      ...columns.map((name) => (quoted?.includes(name) ? `'${input[name]}` : ownValue(input, name))),
      row,
      ...(grid.rows[index] ?? []),
    ]),
    verbatim: columns.length,
  };
}

/**
 * The headers of the input's own columns, none of them twice: `input_<name>` for one that the results have too, a
 * number behind one that stands there before. Case does not count, because spreadsheets and PowerShell ignore it.
 */
export function inputHeaders(columns: readonly string[], results = RESULT_COLUMNS): string[] {
  const used = new Set(results);
  return columns.map((name) => {
    const wanted = results.includes(foldCase(name)) ? `input_${name}` : name;
    const header = numberName(wanted, (other) => used.has(foldCase(other)));
    used.add(foldCase(header));
    return header;
  });
}

/** The value of a column in a row; null for an inherited name such as `constructor`. */
const ownValue = (input: Readonly<Record<string, string>>, name: string): Cell =>
  Object.hasOwn(input, name) ? (input[name] ?? null) : null;
