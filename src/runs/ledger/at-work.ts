import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import { orElse } from '../../or-else.ts';
import { type Holder, holderState, type Processes, readHolder } from '../../system/locks/lock-holder.ts';
import { makeFolders, syncFolder } from '../../system/written/made-folder.ts';
import { isRunId } from '../../validation/ids.ts';

const marksFolder = (runs: string) => join(runs, '.at-work');
const markFile = (runs: string, run_id: string) => join(marksFolder(runs), run_id);

/**
 * Marks a run as worked on by this process until its line stands in the ledger: whose process was killed is found by
 * the mark that it left, however many runs there are. Without room for it the line is written when the run goes on.
 * `isSynced`: also after a power cut.
 */
export function markAtWork(runs: string, run_id: string, holder: Holder, isSynced = false): void {
  const text = JSON.stringify(holder);
  const write = () => {
    writeFileSync(markFile(runs, run_id), text, { mode: 0o600, flush: isSynced });
    if (isSynced) syncFolder(marksFolder(runs));
  };
  try {
    write();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') return;
    orElse(() => {
      makeFolders(marksFolder(runs));
      write();
    }, undefined);
  }
}

export const isMarked = (runs: string, run_id: string): boolean => markState(runs, run_id) !== 'none';

/**
 * Takes the mark of a run away whose line stands in the ledger. That of another process that works on the run by now
 * stays: without it, nothing would show that it was killed.
 */
export const unmark = (runs: string, run_id: string, processes: Processes): void =>
  // There is none, or the next line of the ledger tries it again.
  orElse(() => {
    const file = markFile(runs, run_id);
    const holder = holderIn(file);
    const isOther = holder !== null && holder.pid !== processes.pid;
    if (isOther && holderState(holder, processes) === 'alive') return;
    unlinkSync(file);
  }, undefined);

/**
 * The runs whose process ended without a line in the ledger, or cannot be seen from here, but for the one that this
 * process works on.
 */
export const marksWithoutProcess = (runs: string, processes: Processes, own_id: string): string[] =>
  orElse(() => {
    const others = markedRuns(runs).filter((run_id) => run_id !== own_id);
    return others.filter((run_id) => ENDED.includes(markState(runs, run_id, processes)));
  }, []);

/** The runs that are worked on, or whose process was killed. */
export const markedRuns = (runs: string): string[] =>
  orElse(() => readdirSync(marksFolder(runs)).filter(isRunId), []);

const ENDED: readonly MarkState[] = ['dead', 'unknown'];

/** Whether a run is marked, and how its process is; `unknown`: it is elsewhere, or the mark names none. */
export type MarkState = 'none' | 'alive' | 'dead' | 'unknown';

export function markState(runs: string, run_id: string, processes?: Processes): MarkState {
  const file = markFile(runs, run_id);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return 'none';
  const holder = processes && holderIn(file);
  return holder && processes ? holderState(holder, processes) : 'unknown';
}

/** The process that a mark names; null for any other text. */
const holderIn = (file: string): Holder | null =>
  statSync(file).size <= 4096 ? readHolder(readFileSync(file, 'utf8')) : null;
