import { join } from 'node:path';
import { systemCode } from '../errors/reason.ts';
import { type ReadableRun, type RecordedRow, recordedRows } from '../runs/journal/recorded-results.ts';
import { isThere, singleFile } from '../runs/journal/run-paths.ts';
import { runById } from '../runs/journal/run-reader.ts';
import { isOfFile } from './evidence/file-errors.ts';
import type { OwnChange } from './own-changes.ts';

export interface RunChange extends OwnChange {
  readonly run_id: string;
  /** When the run was begun, ISO 8601. */
  readonly created_at: string;
  readonly organization_id: string;
  readonly origin: string;
}

/**
 * The changes that these runs made or may have made, of which the answer came at `since` or later, in milliseconds
 * since 1970, which a run may have of its own. `unread` is told the runs that are there and cannot be read.
 */
export async function* changesOfRuns(
  runs: string,
  ids: Iterable<string>,
  since: (run_id: string) => number,
  unread: (run_id: string) => void,
): AsyncGenerator<RunChange> {
  for (const run_id of ids) {
    try {
      yield* changesOfRun(await runById(runs, run_id), since(run_id));
    } catch (error) {
      if (!isOfFile(error) && systemCode(error) === null) throw error;
      if (isNamed(runs, run_id)) unread(run_id);
    }
  }
}

async function* changesOfRun(run: ReadableRun, first: number): AsyncGenerator<RunChange> {
  const { run_id, action, organization_id, origin, created_at } = run.header;
  for await (const { record, at, since, wasRecovered, changed } of datedRows(run)) {
    const { user_id } = record;
    if (changed === false || user_id === null || !(at >= first)) continue;
    const change = { action, user_id, at, since, wasRecovered, isInDoubt: changed === null };
    yield { run_id, created_at, organization_id, origin, ...change };
  }
}

/** Another process may just have deleted it. */
const isNamed = (runs: string, run_id: string): boolean =>
  [join(runs, run_id), singleFile(runs, run_id)].some(isThere);

export interface DatedRow extends Pick<RecordedRow, 'row' | 'record'> {
  /** When its answer came, in milliseconds since 1970; where none did, when the newest of the rows before came. */
  readonly at: number;
  /**
   * About when it was first sent, where it was sent again after no answer: the first request may have changed the user.
   * It is when the answer before that came, or when the run began.
   */
  readonly since: number | undefined;
  /** Whether it was sent again, and only the request before had changed the user. */
  readonly wasRecovered: boolean;
  /** Null where no answer came, and where the one that came says nothing of a request before it. */
  readonly changed: boolean | null;
}

/** The rows of a run with their records, and what may have come of them. */
export async function* datedRows(run: ReadableRun): AsyncGenerator<DatedRow> {
  const began = Date.parse(run.header.created_at);
  let newest = began;
  for await (const { row, record, at, sentAfter } of recordedRows(run)) {
    const time = at === null ? newest : Date.parse(at);
    newest = Math.max(newest, time);
    const wasSentAgain = run.states.wasSentAgain(row.row);
    // Who was removed meanwhile may have been changed before: what is refused now was not then.
    const changed = wasSentAgain ? record.changed || null : record.changed;
    const wasRecovered = wasSentAgain && record.outcome === 'recovered';
    const since = wasSentAgain ? Date.parse(sentAfter ?? run.header.created_at) : undefined;
    yield { row, record, at: time, since, wasRecovered, changed };
  }
}
