import { existsSync } from 'node:fs';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { runPath } from '../journal/run-folders.ts';
import { journalFile } from '../journal/run-paths.ts';
import { unmark } from './at-work.ts';
import { findLastLines } from './find-lines.ts';
import { digestJournal } from './journal-digest.ts';
import type { LedgerEntry } from './ledger-line.ts';
import { isAtWork } from './run-at-work.ts';

/** What the ledger lacks of a run whose process was killed. */
export type KilledRun = Omit<LedgerEntry, 'at'>;

/** What the journals of killed processes hold that the ledger does not know yet. */
export async function killedRuns(
  runs: string,
  ids: readonly string[],
  processes: Processes,
): Promise<KilledRun[]> {
  const asked = new Set(ids);
  const known = await findLastLines(runs, (id) => asked.has(id));
  return ids.flatMap((run_id) => {
    try {
      if (isAtWork(runs, run_id, processes)) return [];
      const found = journalOf(runs, run_id);
      const digest = found === null ? null : digestJournal(found);
      if (digest === null || digest.length === 0 || known.get(run_id)?.length === digest.length) {
        unmark(runs, run_id, processes);
        return [];
      }
      return [{ run_id, length: digest.length, sha256: digest.sha256 }];
    } catch {
      // It is not to be believed or cannot be read: what acquires or verifies the run tells so.
      return [];
    }
  });
}

/** The journal of a run; null where there is none. Throws `CliError` where it is not to be believed. */
function journalOf(runs: string, run_id: string): string | null {
  const journal = journalFile(runPath(runs, run_id));
  return existsSync(journal) ? journal : null;
}
