import { open } from 'node:fs/promises';
import { type ResultRecord, type RunRecord, unansweredRecord } from '../../results/record.ts';
import { readOwnJson } from '../../text/json.ts';
import { JUSTIFICATIONS, type JustificationName } from '../../validation/justification.ts';
import type { Row } from '../input/rows.ts';
import type { JournalHeader, RecordJson } from './journal-entries.ts';
import type { RowStates } from './row-states.ts';
import { journalFile } from './run-paths.ts';
import { type RunPlace, rowsAreLost, runRows } from './run-rows.ts';

/** A run and what became of its rows. */
export interface ReadableRun extends RunPlace {
  readonly states: RowStates;
}

const LONGEST_RECORD_BYTES = 16 * 1024;

/**
 * The records of a run in the order of its rows, for all rows or those that `wanted` selects. The user ids
 * come from the checked rows; `edited` is called with rows whose record has another one, because the journal
 * was edited.
 */
export async function* runResults(
  run: ReadableRun,
  wanted: (row: number) => boolean = () => true,
  edited: (row: number) => void = () => {},
): AsyncGenerator<RunRecord> {
  const { path, header, states } = run;
  const journal = await open(journalFile(path), 'r');
  try {
    for await (const row of rowsAreLost(run) ? numberRows(header) : runRows(run)) {
      if (!wanted(row.row)) continue;
      const offset = states.recordOffset(row.row);
      const record = offset === null ? missingRecord(header, states, row) : await recordAt(journal, offset);
      const isEdited = row.user_id !== null && record.user_id !== row.user_id;
      if (isEdited) edited(row.row);
      yield runRecord(row, isEdited ? { ...record, user_id: row.user_id } : record, header);
    }
  } finally {
    await journal.close();
  }
}

/** The rows of which only the number is known. */
export async function* numberRows({ rows }: JournalHeader): AsyncGenerator<Row> {
  for (let row = 1; row <= rows; row += 1) yield { row, user_id: null, department_id: null, input: {} };
}

/** A row's result as it is printed. */
const runRecord = (row: Row, record: ResultRecord, header: JournalHeader): RunRecord => ({
  ...record,
  row: row.row,
  input: row.input,
  ...justificationOf(row, header),
  ...(row.quoted && { quoted: row.quoted }),
});

/** Whether it was said anywhere in the call why its changes are made. */
export const isJustified = ({ reason, ticket, columns_read }: JournalHeader): boolean =>
  reason !== undefined ||
  ticket !== undefined ||
  JUSTIFICATIONS.some((name) => Object.hasOwn(columns_read?.used ?? {}, name));

/** Why a row is changed: its own words, else those for all rows. Nothing where it was said for no row. */
const justificationOf = (row: Row, header: JournalHeader): Pick<RunRecord, JustificationName> =>
  isJustified(header)
    ? { reason: row.reason ?? header.reason ?? null, ticket: row.ticket ?? header.ticket ?? null }
    : {};

/** The same as a line of JSON, made from the record's JSON. */
export function runRecordJson(row: Row, record: RecordJson, header: JournalHeader): string {
  const more = JSON.stringify({ row: row.row, input: row.input, ...justificationOf(row, header) });
  return `${record.slice(0, -1)},${more.slice(1)}`;
}

/** A record is one line of the journal, mostly much shorter than the first read. */
async function recordAt(
  journal: Awaited<ReturnType<typeof open>>,
  offset: number,
  length = 2048,
): Promise<ResultRecord> {
  const { buffer, bytesRead } = await journal.read(Buffer.allocUnsafe(length), 0, length, offset);
  const end = buffer.subarray(0, bytesRead).indexOf(10);
  if (end === -1) return recordAt(journal, offset, Math.max(length * 4, LONGEST_RECORD_BYTES));
  return (readOwnJson(buffer.toString('utf8', 0, end)) as { readonly record: ResultRecord }).record;
}

/** The record of a row without one: never sent, or cut off before its answer. */
export function missingRecord(header: JournalHeader, states: RowStates, row: Row): ResultRecord {
  const doubtful = states.inDoubt(row.row);
  return unansweredRecord({
    action: header.action,
    user_id: row.user_id,
    organization_id: header.organization_id,
    outcome: doubtful ? 'unknown' : 'not_sent',
    changed: doubtful ? null : false,
  });
}
