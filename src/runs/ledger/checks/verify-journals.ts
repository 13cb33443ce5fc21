import { runIds } from '../../journal/run-folders.ts';
import type { Recorder } from '../append-line.ts';
import { checkRun, isSound, JOURNAL_STATES, type JournalState, type RunCheck } from './check-run.ts';
import { type Chain, type ChainFault, readChain } from './read-chain.ts';
import { isEmptyLedger, LOST_LEDGER } from './without-line.ts';

/** How a run stands, or what is wrong with a line of the ledger. */
export type Finding = RunCheck | ChainFault | typeof NO_LEDGER;

export interface VerifiedJournals {
  readonly lines: number;
  /** The digest of the ledger's last line, hex; null without one. */
  readonly ledger_digest: string | null;
  readonly findings: readonly Finding[];
}

/** Another process may write while this one reads: what looks wrong then is looked at again. */
const MOST_TURNS = 5;
const TURN_MS = 200;

const NO_LEDGER = {
  run_id: null,
  line: null,
  state: 'no_ledger',
  what: LOST_LEDGER,
} as const;

export const isFault = ({ state }: Finding): boolean => !isSound(state);

/**
 * Compares the ledger with itself and with the journals of these runs, or of all. Throws `CliError` where the ledger is
 * not to be believed.
 */
export async function verifyJournals(
  runs: string,
  recorder: Recorder,
  choose: (all: readonly string[]) => readonly string[],
): Promise<VerifiedJournals> {
  const checks = new Map<string, RunCheck>();
  for (let turn = 1; ; turn += 1) {
    const chain = await readChain(runs);
    const ids = [...new Set([...runIds(runs), ...chain.runs.keys()])].sort().reverse();
    for (const id of choose(ids)) {
      // A run that was as recorded is so, and one that came meanwhile would be another reason to look again.
      if (turn === 1 || checks.get(id)?.what) checks.set(id, await checkRun(runs, id, chain, recorder));
    }
    const found = [...checks.values()];
    const isLost = isEmptyLedger(chain) && found.some(({ state }) => state === 'before_ledger');
    const findings: Finding[] = [...(isLost ? [NO_LEDGER] : []), ...chain.faults, ...found];
    const isMoving = findings.some(isFault) && (await hasChanged(runs, chain));
    if (!isMoving || turn === MOST_TURNS) {
      return { lines: chain.lines, ledger_digest: chain.digest, findings };
    }
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  }
}

async function hasChanged(runs: string, { digest, bytes }: Chain): Promise<boolean> {
  const now = await readChain(runs);
  return now.digest !== digest || now.bytes !== bytes;
}

/** How many runs are in each state. */
export function countStates(findings: readonly Finding[]): Readonly<Record<JournalState | 'runs', number>> {
  const ofRuns = JOURNAL_STATES.map((name) => findings.filter(({ state }) => state === name).length);
  const runs = ofRuns.reduce((sum, count) => sum + count, 0);
  const counts = JOURNAL_STATES.map((name, at) => [name, ofRuns[at] ?? 0] as const);
  return { runs, ...Object.fromEntries(counts) } as Record<JournalState | 'runs', number>;
}
