import { existsSync } from 'node:fs';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { runPath } from '../journal/run-folders.ts';
import { journalFile } from '../journal/run-paths.ts';
import { unmark } from './at-work.ts';
import { findLastLines } from './find-lines.ts';
import { digestJournal } from './journal-digest.ts';
import type { LedgerEntry } from './ledger-line.ts';
import { isAtWork } from './run-at-work.ts';

export type KilledRun = Omit<LedgerEntry, 'at'>;

/** What the journals of killed processes hold that the ledger does not know yet. */
export async function killedRuns(
  runs: string,
  ids: readonly string[],
  processes: Processes,
): Promise<KilledRun[]> {
  const ended = ids.flatMap((run_id) => {
    try {
      if (isAtWork(runs, run_id, processes)) return [];
      const found = journalOf(runs, run_id);
      const { length, sha256 } = found === null ? NOTHING : digestJournal(found);
      if (length > 0) return [{ run_id, length, sha256 }];
      unmark(runs, run_id, processes);
    } catch {
      // It is not to be believed or cannot be read: what acquires or verifies the run tells so.
    }
    return [];
  });
  // The marks of runs that are at work on other machines stay: the ledger is not read for them at each line.
  if (ended.length === 0) return [];
  const asked = new Set(ended.map(({ run_id }) => run_id));
  const known = await findLastLines(runs, (id) => asked.has(id));
  return ended.filter(({ run_id, length }) => {
    const isKnown = known.get(run_id)?.length === length;
    if (isKnown) unmark(runs, run_id, processes);
    return !isKnown;
  });
}

const NOTHING = { length: 0, sha256: '' };

/** The journal of a run; null where there is none. Throws `CliError` where it is not to be believed. */
function journalOf(runs: string, run_id: string): string | null {
  const journal = journalFile(runPath(runs, run_id));
  return existsSync(journal) ? journal : null;
}
