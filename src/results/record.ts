import type { User } from '../api/user.ts';
import type { ErrorBody } from '../errors/report.ts';
import { type Cell, cellOf, type Grid } from '../output/view.ts';
import { textOrNull } from '../validation/objects.ts';

export type Action = 'deactivate' | 'reactivate' | 'remove' | 'invite' | 'update_memberships';

/** What became of one user; `recovered` is a change of ours whose first answer never came. */
export type Outcome = 'changed' | 'unchanged' | 'recovered' | 'failed' | 'unknown' | 'not_sent';

/** The result record: what scripts read. Times in milliseconds. */
export interface ResultRecord {
  readonly schema_version: 1;
  readonly action: Action;
  /** Null for somebody who was to be invited and has no id yet. */
  readonly user_id: string | null;
  readonly organization_id: string;
  readonly outcome: Outcome;
  /** Null when nobody knows. */
  readonly changed: boolean | null;
  readonly account_state: string | null;
  readonly transferred_to_department_id: string | null;
  /** The API's object, every field unchanged. */
  readonly user: User | null;
  readonly error: ErrorBody | null;
  readonly request_id: string | null;
  readonly attempts: number;
  readonly duration_ms: number;
}

const CSV_COLUMNS = [
  'user_id',
  'outcome',
  'changed',
  'account_state',
  'transferred_to_department_id',
  'error_code',
  'error_message',
  'request_id',
  'attempts',
] as const;

/** Records as CSV: the columns that every run's results have. */
export function recordsCsv(records: readonly ResultRecord[]): Grid {
  const row = (record: ResultRecord): Readonly<Record<(typeof CSV_COLUMNS)[number], Cell>> => ({
    ...record,
    error_code: record.error?.code ?? null,
    error_message: record.error?.message ?? null,
  });
  return {
    columns: CSV_COLUMNS,
    rows: records.map((record) => CSV_COLUMNS.map((name) => row(record)[name])),
  };
}

/** One row's result in a run: the record, the row's number and its own columns. */
export interface RunRecord extends ResultRecord {
  readonly row: number;
  readonly input: Readonly<Record<string, string>>;
  /** Columns of `input` that get back the `'` with which they stood in a CSV file; no part of the JSON. */
  readonly quoted?: readonly string[];
}

/** The record as JSON has it. */
export function runJsonRecord(record: RunRecord): Omit<RunRecord, 'quoted'> {
  if (record.quoted === undefined) return record;
  const { quoted: _, ...shown } = record;
  return shown;
}

/** A run's records as CSV: the rows' own columns first, so that results are valid input again. */
export function runCsv(columns: readonly string[], records: readonly RunRecord[]): Grid {
  const grid = recordsCsv(records);
  return {
    columns: [...columns, 'row', ...grid.columns],
    rows: records.map(({ input, row, quoted }, index) => [
      ...columns.map((name) => (quoted?.includes(name) ? `'${input[name]}` : own(input, name))),
      row,
      ...(grid.rows[index] ?? []),
    ]),
    verbatim: columns.length,
  };
}

/** A run's records as a table. */
export function runTable(records: readonly RunRecord[]): Grid {
  const grid = recordsTable(records);
  return {
    columns: ['ROW', 'OUTCOME', ...grid.columns],
    rows: records.map(({ row, outcome }, index) => [row, outcome, ...(grid.rows[index] ?? [])]),
  };
}

/** Records of one action as a table of the users that are in the state asked for. */
export function recordsTable(records: readonly ResultRecord[]): Grid {
  const [first] = records;
  const placed = first?.action === 'invite' || first?.action === 'update_memberships';
  return {
    columns: ['USER', 'NAME', 'EMAIL', 'STATE', ...(placed ? ['ROLES', 'DEPARTMENTS'] : ['RESOURCES TO'])],
    rows: records.map((record) => [
      record.user_id,
      textOrNull(record.user?.full_name),
      textOrNull(record.user?.email),
      record.account_state ?? (record.action === 'remove' && record.changed ? 'removed' : null),
      ...(placed
        ? [list(record.user?.role_ids), list(record.user?.department_ids)]
        : [record.transferred_to_department_id]),
    ]),
  };
}

const list = (value: unknown): Cell => (Array.isArray(value) ? cellOf(value) : null);

/** What a row has under this name; null for a name that only every object has. */
const own = (input: Readonly<Record<string, string>>, name: string): Cell =>
  Object.hasOwn(input, name) ? (input[name] ?? null) : null;
