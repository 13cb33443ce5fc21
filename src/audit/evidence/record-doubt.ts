import { journalFile } from '../../runs/journal/run-paths.ts';
import { openRun } from '../../runs/journal/run-reader.ts';
import { isMarked } from '../../runs/ledger/at-work.ts';
import { fileDigest } from '../../system/reading/file-digest.ts';
import { readLedger, recordGap } from './ledger-lines.ts';
import { runGaps } from './run-gaps.ts';

/** A process that ends its work on the run meanwhile makes it look wrong once. */
const TURNS = 2;

/** Why the records of a run are not to be believed; null where nothing is wrong with them. Asks no API. */
export async function recordDoubt(runs: string, run_id: string): Promise<string | null> {
  let doubt: string | null = null;
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const found = await openRun(runs, run_id);
    const isOpen = isMarked(runs, run_id);
    const digest = await fileDigest(journalFile(found.path), found.length);
    const gap = await recordGap(found, await readLedger(runs), { digest, isOpen });
    [doubt = null] = await runGaps(found, 0, [gap]);
    if (doubt === null) return null;
  }
  return doubt;
}
