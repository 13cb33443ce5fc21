import type { Cell, Grid } from '../output/view.ts';
import type { ResultRecord, RunRecord } from './record.ts';

/** What each column of the CSV says of a record; a column that is added here is known to the reader of files too. */
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

/** The number of the row in the input, before the columns of its record. */
const ROW = 'row';

/** The columns that results add to the row's own. They are left out when results are the input again. */
export const RESULT_COLUMNS: readonly string[] = [ROW, ...Object.keys(COLUMNS)];

/** Records as CSV: the columns that every run's results have. */
export function recordsCsv(records: readonly ResultRecord[]): Grid {
  const cells = Object.values(COLUMNS);
  return {
    columns: Object.keys(COLUMNS),
    rows: records.map((record) => cells.map((cell) => cell(record))),
  };
}

/** A run's records as CSV: the rows' own columns first, so that results are valid input again. */
export function runCsv(columns: readonly string[], records: readonly RunRecord[]): Grid {
  const grid = recordsCsv(records);
  return {
    columns: [...columns, ROW, ...grid.columns],
    rows: records.map(({ input, row, quoted }, index) => [
      ...columns.map((name) => (quoted?.includes(name) ? `'${input[name]}` : own(input, name))),
      row,
      ...(grid.rows[index] ?? []),
    ]),
    verbatim: columns.length,
  };
}

/** What a row has under this name; null for a name that only every object has. */
const own = (input: Readonly<Record<string, string>>, name: string): Cell =>
  Object.hasOwn(input, name) ? (input[name] ?? null) : null;
