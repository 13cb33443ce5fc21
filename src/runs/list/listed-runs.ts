import { reason } from '../../errors/reason.ts';
import { EndsReader } from '../../system/reading/file-ends.ts';
import type { JournalHeader } from '../journal/journal-entries.ts';
import { readRunEnds } from '../journal/journal-reader.ts';
import { type RunEntry, runEntries } from '../journal/run-folders.ts';
import { runById } from '../journal/run-reader.ts';
import { NO_ROWS, NONE_LEFT_OUT, type Summary, undoneBy } from '../summary.ts';
import { begunBehind, secondOf } from './newest-run.ts';

export interface ListedRun {
  readonly summary: Summary;
  readonly created_at: string;
  /** The API that it is of. */
  readonly origin: string;
  readonly undoes: string | null;
}

interface Told {
  readonly unreadable: (why: string, id: string) => void | Promise<void>;
  /** How many runs were read so far. */
  readonly read: (count: number) => void;
  readonly signal: AbortSignal;
}

/** So many runs are read in a few milliseconds; then signals and the line of progress have their turn. */
const RUNS_AT_ONCE = 256;

/**
 * All runs, newest first. Of a run that has ended only the first and the last line are read, so that ten thousand are
 * listed at once. Throws the reason of the signal after its abort.
 * See docs/decisions/2026-11-28-list-of-runs.md.
 */
export async function readRuns(runs: string, { unreadable, read, signal }: Told): Promise<ListedRun[]> {
  const reader = new EndsReader();
  const found: ListedRun[] = [];
  for (const entry of runEntries(runs)) {
    try {
      found.push(endedRun(entry, reader) ?? (await wholeRun(runs, entry)));
    } catch (error) {
      await unreadable(`run ${entry.id}: ${reason(error)}`, entry.id);
    }
    if (found.length % RUNS_AT_ONCE !== 0) continue;
    read(found.length);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  found.sort(newestFirst);
  const ids = found.map(({ summary }) => summary.run_id);
  const behind = new Map(begunBehind(runs, ids).map((run_id, at) => [run_id, at]));
  const placeOf = ({ summary }: ListedRun) => behind.get(summary.run_id) ?? behind.size;
  return behind.size === 0 ? found : found.sort((one, other) => placeOf(one) - placeOf(other));
}

const UNENDED = {
  ...NONE_LEFT_OUT,
  duration_ms: 0,
  exit_code: null,
  ledger_digest: null,
} satisfies Partial<Summary>;

/** A run that has ended; null for any other, of which the whole journal has to be read. */
function endedRun(entry: RunEntry, reader: EndsReader): ListedRun | null {
  const { header, ended } = readRunEnds(entry, reader);
  if (ended === null) return null;
  const { run_id, action, organization_id, rows, left_out, columns_read: columns } = header;
  // In the order of the summary of a run. Not spread: see docs/decisions/2026-11-26-no-spread-per-row.md.
  const named = { run_id, action, organization_id };
  const known = [left_out, columns && { columns }, ended];
  const summary: Summary = Object.assign(named, NO_ROWS, { total: rows }, UNENDED, ...known);
  return listed(summary, header);
}

async function wholeRun(runs: string, { id }: RunEntry): Promise<ListedRun> {
  const { summary, header } = await runById(runs, id);
  return listed(summary, header);
}

const listed = (summary: Summary, { created_at, origin, undoes = null }: JournalHeader): ListedRun => ({
  summary,
  created_at,
  origin,
  undoes,
});

/** The ids of runs of the same second end at random. */
function newestFirst(one: ListedRun, other: ListedRun): number {
  const second = secondOf(one.summary.run_id);
  const another = secondOf(other.summary.run_id);
  if (second !== another) return second < another ? 1 : -1;
  return Date.parse(other.created_at) - Date.parse(one.created_at);
}

/** Notes for the runs that were undone, each with the newest run that reactivated its users. */
export function undoneNotes(listed: readonly ListedRun[]): string[] {
  const undone = new Map<string, Summary>();
  for (const { summary, undoes } of listed) {
    const changed = summary.changed + summary.recovered;
    if (undoes !== null && changed > 0 && !undone.has(undoes)) undone.set(undoes, summary);
  }
  const of = new Map(listed.map(({ summary }) => [summary.run_id, summary]));
  return [...undone].map(([run, by]) => `run ${run} ${undoneBy(by, of.get(run) ?? NO_ROWS)}`);
}
