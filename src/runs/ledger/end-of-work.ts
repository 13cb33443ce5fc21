import { dirname } from 'node:path';
import { thisHolder } from '../../system/locks/lock-holder.ts';
import type { Journal } from '../journal/journal.ts';
import { journalFile } from '../journal/run-paths.ts';
import type { FoundRun } from '../journal/run-reader.ts';
import type { RunPlace } from '../journal/run-rows.ts';
import { appendLedgerLine, type Recorded, type Recorder } from './append-line.ts';
import { isMarked, markAtWork } from './at-work.ts';
import { findLastLines } from './find-lines.ts';
import { digestJournal } from './journal-digest.ts';
// Needed at the end of a run, and loaded before its first row: the program may be updated meanwhile.
import './killed-runs.ts';

/** What stands at the end of a process's work on a run. */
export interface EndingWork {
  /** Writes the run's line into the ledger, once; to be called after the last line of the journal. */
  readonly record: () => Promise<Recorded>;
  /** Closes the journal, and writes the line unless that is done, or another process has taken over the run. */
  readonly close: () => Promise<void>;
}

/** Begins the work of this process on a run, of which the ledger gets a line at its end. */
export function beginWork(
  { path, header: { run_id } }: RunPlace,
  journal: Journal,
  stillHeld: () => boolean,
  recorder: Recorder,
): EndingWork {
  const runs = dirname(path);
  markAtWork(runs, run_id, thisHolder(recorder, recorder.clock.now()), true);
  let recorded: Promise<Recorded> | null = null;
  const record = () => {
    recorded ??= appendLedgerLine(runs, recorder, { run_id, digest: digestOf(path) });
    return recorded;
  };
  return {
    record,
    async close() {
      journal.close();
      if (stillHeld()) await record();
    },
  };
}

/** Writes the line of a run that this process has acquired and whose last process was killed. */
export async function catchUp(runs: string, recorder: Recorder, run: FoundRun): Promise<void> {
  const { run_id } = run.header;
  if (run.summary.exit_code !== null && !isMarked(runs, run_id)) return;
  const last = await findLastLines(runs, (id) => id === run_id).catch(() => null);
  if (last?.get(run_id)?.length === run.length) return;
  await appendLedgerLine(runs, recorder, { run_id, digest: digestOf(run.path) });
}

const digestOf = (path: string) => () => digestJournal(journalFile(path));
