import { runIds } from '../../journal/run-folders.ts';
import { type FoundRun, runById } from '../../journal/run-reader.ts';
import { isMarked } from '../at-work.ts';
import type { Chain } from './read-chain.ts';

interface Standing {
  readonly state: 'not_yet_recorded' | 'before_ledger' | 'not_recorded';
  readonly what: string;
}

/**
 * How a run stands of which the ledger has no line and on which no process works. One that was killed before its first
 * answer may have no mark yet; an answer without a mark, an end and a line is none that this program leaves.
 */
export function standingWithoutLine(
  { summary, header, damage }: Pick<FoundRun, 'summary' | 'header' | 'damage'>,
  chain: Pick<Chain, 'lines' | 'begun_at'>,
  hasMark: boolean,
): Standing {
  if (hasMark) return KILLED;
  const isOpen = summary.exit_code === null;
  const { total, not_sent, unknown } = summary;
  if (isOpen && damage === null && not_sent + unknown === total) return KILLED_EARLY;
  const isOlder = chain.lines === 0 || (chain.begun_at !== null && header.created_at < chain.begun_at);
  if (isOlder) return { state: 'before_ledger', what: 'it was begun before the ledger' };
  return { state: 'not_recorded', what: `no line of the ledger speaks of it${isOpen ? PERHAPS_KILLED : ''}` };
}

export const KILLED: Standing = {
  state: 'not_yet_recorded',
  what: 'its process was killed: the next change records it',
};
const KILLED_EARLY: Standing = {
  state: 'not_yet_recorded',
  what: 'its process was killed before an answer came: `aitronos runs resume` records it',
};
/** A mark may have gone with its folder. */
export const PERHAPS_KILLED = '; if its process was killed, `aitronos runs resume` records it';

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
