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
  for await (const { record, at } of datedRows(run)) {
    const { user_id, changed } = record;
    if (changed === false || user_id === null || !(at >= first)) continue;
    yield { run_id, created_at, organization_id, origin, action, user_id, at, isInDoubt: changed === null };
  }
}

/** Another process may just have deleted it. */
const isNamed = (runs: string, run_id: string): boolean =>
  [join(runs, run_id), singleFile(runs, run_id)].some(isThere);

/**
 * The rows of a run with their records, and when each answer came, in milliseconds since 1970. Where none came, that is
 * the newest answer of the rows before.
 */
export async function* datedRows(
  run: ReadableRun,
): AsyncGenerator<Pick<RecordedRow, 'row' | 'record'> & { readonly at: number }> {
  let newest = Date.parse(run.header.created_at);
  for await (const { row, record, at } of recordedRows(run)) {
    const time = at === null ? newest : Date.parse(at);
    newest = Math.max(newest, time);
    yield { row, record, at: time };
  }
}
