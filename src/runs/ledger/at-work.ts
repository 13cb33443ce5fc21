import { mkdirSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import { type Holder, holderState, type Processes, readHolder } from '../../system/lock-holder.ts';
import { isRunId } from '../../validation/ids.ts';

/** On a machine that cannot be looked at, a run that was begun so long ago has surely ended, or is long. */
const SURELY_ENDED_MS = 60 * 60_000;

const marksFolder = (runs: string) => join(runs, '.at-work');
const markFile = (runs: string, run_id: string) => join(marksFolder(runs), run_id);

/**
 * Marks a run as worked on by this process until its line stands in the ledger: whose process was killed is found by
 * the mark that it left, however many runs there are. Without room for it the line is written when the run goes on.
 */
export function markAtWork(runs: string, run_id: string, holder: Holder): void {
  const text = JSON.stringify(holder);
  const write = () => writeFileSync(markFile(runs, run_id), text, { mode: 0o600 });
  try {
    write();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return;
    try {
      mkdirSync(marksFolder(runs), { mode: 0o700, recursive: true });
      write();
    } catch {
      // No room for a mark.
    }
  }
}

export const isMarked = (runs: string, run_id: string): boolean =>
  statSync(markFile(runs, run_id), { throwIfNoEntry: false })?.isFile() ?? false;

export function unmark(runs: string, run_id: string): void {
  try {
    unlinkSync(markFile(runs, run_id));
  } catch {
    // There is none, or the next line of the ledger tries it again.
  }
}

/** The runs whose process ended without a line in the ledger, but for the one that this process works on. */
export function abandonedRuns(runs: string, processes: Processes, own_id: string): string[] {
  try {
    return readdirSync(marksFolder(runs)).filter(
      (run_id) => run_id !== own_id && isRunId(run_id) && isAbandoned(markFile(runs, run_id), processes),
    );
  } catch {
    return [];
  }
}

/** True while a process works on the run, as far as can be known. */
export const isAtWork = (runs: string, run_id: string, processes: Processes): boolean =>
  isMarked(runs, run_id) && !isAbandoned(markFile(runs, run_id), processes);

/** A mark that was just made may still be empty. */
function isAbandoned(mark: string, processes: Processes): boolean {
  const found = statSync(mark, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > 4096) return false;
  const holder = readHolder(readFileSync(mark, 'utf8'));
  const state = holder === null ? 'unknown' : holderState(holder, processes);
  return state === 'dead' || (state === 'unknown' && Date.now() - found.mtimeMs > SURELY_ENDED_MS);
}
