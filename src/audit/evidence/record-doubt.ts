import { type FoundRun, openRun } from '../../runs/journal/run-reader.ts';
import { isMarked } from '../../runs/ledger/at-work.ts';
import { FollowedLedger } from '../../runs/ledger/checks/read-chain.ts';
import { ledgerVerdict, readLedger } from './ledger-lines.ts';
import { runGaps } from './run-gaps.ts';

/** Why the records of a run that was just read are not to be believed; null where nothing is wrong. Asks no API. */
export async function recordDoubt(
  runs: string,
  found: FoundRun,
  ledger = new FollowedLedger(runs),
): Promise<string | null> {
  const doubt = await doubtOf(runs, found, ledger);
  // A process that ends its work on the run meanwhile makes it look wrong once.
  return doubt === null ? null : doubtOf(runs, await openRun(runs, found.header.run_id), ledger);
}

async function doubtOf(runs: string, found: FoundRun, ledger: FollowedLedger): Promise<string | null> {
  const [doubt = null] = await runGaps(found, 0, [await journalDoubt(runs, found, ledger)]);
  return doubt;
}

/** What the ledger says against the journal of a run that was read; null where nothing is. */
export async function journalDoubt(
  runs: string,
  found: FoundRun,
  ledger = new FollowedLedger(runs),
): Promise<string | null> {
  return ledgerVerdict(found, await readLedger(ledger), isMarked(runs, found.header.run_id)).gap;
}
