import { open } from 'node:fs/promises';
import { systemCode } from '../../errors/reason.ts';
import { type ResultRecord, type RunRecord, unansweredRecord } from '../../results/record.ts';
import { LineWindow } from '../../system/reading/line-window.ts';
import { readOwnJson } from '../../text/json.ts';
import { JUSTIFICATIONS, type JustificationName } from '../../validation/justification.ts';
import type { Row } from '../input/rows.ts';
import { addressOfRow } from '../typed-address.ts';
import type { JournalHeader, RecordJson } from './journal-entries.ts';
import type { RowStates } from './row-states.ts';
import { goneError, lostError } from './run-lost.ts';
import { journalFile } from './run-paths.ts';
import { type RunPlace, rowsAreLost, runRows } from './run-rows.ts';

/** A run and what became of its rows. */
export interface ReadableRun extends RunPlace {
  readonly states: RowStates;
  /** True where this process works on it. */
  readonly isOwn?: true;
}

/** A row of a run with what the journal says of it. */
export interface RecordedRow {
  readonly row: Row;
  readonly record: ResultRecord;
  /** When its answer was written down, in ISO 8601; null without one. */
  readonly at: string | null;
  /** Who changed it, null where that is unknown; absent: who began the run. */
  readonly by?: string | null | undefined;
  /** When the answer before its first request was written down; null where it was sent once, and where none was. */
  readonly sentAfter?: string | null;
  /** True where the record names another user than the checked row, because the journal was edited. */
  readonly isEdited: boolean;
}

/**
 * The rows of a run in their order, or those that `wanted` selects, each with its record and the time of its answer.
 * The user ids come from the checked rows; of rows that are lost, from the journal.
 */
export const recordedRows = (
  run: ReadableRun,
  wanted: (row: number) => boolean = () => true,
): AsyncGenerator<RecordedRow> => readRecords(run, rowsOrNumbers(run), wanted);

/** The same of rows of which nothing but the journal is read. */
export const journaledRows = (
  run: ReadableRun,
  wanted: (row: number) => boolean,
): AsyncGenerator<RecordedRow> => readRecords(run, numberRows(run.header, 1), wanted);

async function* readRecords(
  { path, header, states, isOwn }: ReadableRun,
  rows: AsyncIterable<Row>,
  wanted: (row: number) => boolean,
): AsyncGenerator<RecordedRow> {
  const journal = await open(journalFile(path), 'r').catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw isOwn ? lostError(path, header.run_id) : goneError(header.run_id);
  });
  try {
    const lines = new LineWindow(journal);
    const linesBefore = new LineWindow(journal);
    for await (const row of rows) {
      if (!wanted(row.row)) continue;
      const offset = states.recordOffset(row.row);
      const { record, at, by }: JournaledRow =
        offset === null
          ? { record: missingRecord(header, states, row), at: null }
          : readEntry(await lines.at(offset));
      const isEdited = row.user_id !== null && record.user_id !== row.user_id;
      const before = states.wasSentAgain(row.row) ? states.offsetBeforeSent(row.row) : null;
      const sentAfter = before === null ? null : readEntry(await linesBefore.at(before)).at;
      yield {
        row,
        record: isEdited ? { ...record, user_id: row.user_id } : record,
        at,
        by,
        sentAfter,
        isEdited,
      };
    }
  } finally {
    await journal.close();
  }
}

type JournaledRow = Pick<RecordedRow, 'record' | 'at' | 'by'>;

/** The form of the line was checked when the journal was read. */
function readEntry(text: string): JournaledRow {
  const { record, at, by } = readOwnJson(text) as Omit<JournaledRow, 'at'> & { readonly at: unknown };
  return { record, by, at: typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null };
}

/**
 * The records of a run as they are printed, for all rows or those that `wanted` selects. `edited` is called with rows
 * whose record has another user id, because the journal was edited.
 */
export async function* runResults(
  run: ReadableRun,
  wanted?: (row: number) => boolean,
  edited: (row: number) => void = () => {},
): AsyncGenerator<RunRecord> {
  for await (const { row, record, isEdited } of recordedRows(run, wanted)) {
    if (isEdited) edited(row.row);
    yield runRecord(row, record, run.header);
  }
}

/** The checked rows, and where their file ends too early, as after a power cut, the numbers of the others. */
async function* rowsOrNumbers(run: ReadableRun): AsyncGenerator<Row> {
  let last = 0;
  if (!rowsAreLost(run)) {
    for await (const row of runRows(run)) {
      last = row.row;
      yield row;
    }
  }
  yield* numberRows(run.header, last + 1);
}

async function* numberRows({ rows }: JournalHeader, first: number): AsyncGenerator<Row> {
  for (let row = first; row <= rows; row += 1) yield { row, user_id: null, department_id: null, input: {} };
}

/** A row's result as it is printed. Not spread: see docs/decisions/2026-11-26-no-spread-per-row.md. */
function runRecord(row: Row, record: ResultRecord, header: JournalHeader): RunRecord {
  const address = record.user === null ? addressOfRow(row, header.columns_read) : null;
  return Object.assign(
    {},
    record,
    { row: row.row, input: row.input },
    justificationOf(row, header),
    row.quoted && { quoted: row.quoted },
    address !== null && { address },
  );
}

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
