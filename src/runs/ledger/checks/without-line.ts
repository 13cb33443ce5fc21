import type { FoundRun } from '../../journal/run-reader.ts';
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
  isMarked: boolean,
): Standing {
  if (isMarked) return KILLED;
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
