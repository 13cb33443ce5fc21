import { runIds } from '../../runs/journal/run-folders.ts';
import type { Chain } from '../../runs/ledger/checks/read-chain.ts';

/** Runs that the ledger has and whose records are not there. */
export interface MissingRuns {
  /** By `runs delete`. */
  readonly deleted: readonly string[];
  /** By other means. */
  readonly gone: readonly string[];
}

/** Finds them among the runs that `isMeant` says a report is of. `chain`: null where the ledger cannot be read. */
export function missingRuns(
  runs: string,
  chain: Chain | null,
  isMeant: (run_id: string) => boolean,
): MissingRuns {
  const there = new Set(runIds(runs));
  const deleted: string[] = [];
  const gone: string[] = [];
  for (const [run_id, lines] of chain?.runs ?? []) {
    if (there.has(run_id) || !isMeant(run_id)) continue;
    (lines.some((line) => line.deleted) ? deleted : gone).push(run_id);
  }
  return { deleted: deleted.sort(), gone: gone.sort() };
}
