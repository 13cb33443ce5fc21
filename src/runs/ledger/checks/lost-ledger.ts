import { runIds } from '../../journal/run-folders.ts';
import { runById } from '../../journal/run-reader.ts';
import { isMarked } from '../at-work.ts';
import type { Chain } from './read-chain.ts';
import { standingWithoutLine } from './without-line.ts';

export const LOST_LEDGER =
  'there are runs, and the ledger has no line: it was removed or emptied, or they are older';

/** True for a ledger without a whole line where a run ended: each process that stops working on one writes a line. */
export const isEmptyLedger = ({ lines, faults }: Pick<Chain, 'lines' | 'faults'>): boolean =>
  lines === 0 && faults.every(({ state }) => state === 'torn');

/** The same, found out by all runs there are. One that cannot be read says nothing. */
export async function isLedgerLost(runs: string, chain: Chain): Promise<boolean> {
  if (!isEmptyLedger(chain)) return false;
  for (const run_id of runIds(runs)) {
    const isOlder = await isOfBefore(runs, run_id, chain).catch(() => false);
    if (isOlder) return true;
  }
  return false;
}

async function isOfBefore(runs: string, run_id: string, chain: Chain): Promise<boolean> {
  const run = await runById(runs, run_id);
  return standingWithoutLine(run, chain, isMarked(runs, run_id)).state === 'before_ledger';
}
