import { reason } from '../../errors/reason.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import { type RunEntry, runEntries, runPath } from '../journal/run-folders.ts';
import { leftOutOf, readRun } from '../journal/run-reader.ts';
import { NO_ROWS, type Summary } from '../summary.ts';
import { secondOf } from './newest-run.ts';
import { readRunEnds } from './run-ends.ts';

/** A run in the list of runs. */
export interface ListedRun {
  readonly summary: Summary;
  readonly created_at: string;
  /** The run that it undoes, or null. */
  readonly undoes: string | null;
}

/**
 * All runs, newest first; `unreadable` is called for those that cannot be read. Of a run that has ended only the first
 * and the last line are read, so that ten thousand are listed at once.
 */
export async function* allRuns(
  runs: string,
  unreadable: (why: string) => void | Promise<void>,
): AsyncGenerator<ListedRun> {
  const reader = new EndsReader();
  let second: ListedRun[] = [];
  for (const entry of runEntries(runs)) {
    if (second[0] && secondOf(second[0].summary.run_id) !== secondOf(entry.id)) {
      yield* newestFirst(second);
      second = [];
    }
    try {
      second.push((await endedRun(entry, reader)) ?? (await wholeRun(runs, entry)));
    } catch (error) {
      await unreadable(`run ${entry.id}: ${reason(error)}`);
    }
  }
  yield* newestFirst(second);
}

/** A run that has ended; null for any other, of which the whole journal has to be read. */
async function endedRun({ path }: RunEntry, reader: EndsReader): Promise<ListedRun | null> {
  const { header, ended } = await readRunEnds(path, reader);
  if (ended === null) return null;
  const { run_id, action, organization_id, rows, columns_read: columns } = header;
  // In the order of the summary of a run. Not spread: see docs/decisions/2026-11-26-no-spread-per-row.md.
  const summary: Summary = Object.assign(
    { run_id, action, organization_id },
    NO_ROWS,
    { total: rows },
    leftOutOf(header),
    { duration_ms: 0, exit_code: null, ledger_digest: null },
    columns && { columns },
    ended,
  );
  return { summary, created_at: header.created_at, undoes: header.undoes ?? null };
}

async function wholeRun(runs: string, { id }: RunEntry): Promise<ListedRun> {
  const { summary, header } = await readRun(runPath(runs, id));
  return { summary, created_at: header.created_at, undoes: header.undoes ?? null };
}

/** Sorts runs of the same second, whose ids end at random. */
const newestFirst = (runs: readonly ListedRun[]): readonly ListedRun[] =>
  runs.length < 2
    ? runs
    : runs.toSorted((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
