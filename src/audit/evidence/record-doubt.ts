import { type FoundRun, openRun } from '../../runs/journal/run-reader.ts';
import { isMarked } from '../../runs/ledger/at-work.ts';
import { ledgerWord, readLedger } from './ledger-lines.ts';
import { runGaps } from './run-gaps.ts';

/** A process that ends its work on the run meanwhile makes it look wrong once. */
const TURNS = 2;

/** Why the records of a run are not to be believed; null where nothing is wrong with them. Asks no API. */
export async function recordDoubt(runs: string, run_id: string): Promise<string | null> {
  let doubt: string | null = null;
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const found = await openRun(runs, run_id);
    [doubt = null] = await runGaps(found, 0, [await journalDoubt(runs, found)]);
    if (doubt === null) return null;
  }
  return doubt;
}

/** What the ledger says against the journal of a run that was read; null where nothing is. */
export async function journalDoubt(runs: string, found: FoundRun): Promise<string | null> {
  const ledger = await readLedger(runs);
  return ledgerWord(found, ledger, isMarked(runs, found.header.run_id)).gap;
}
