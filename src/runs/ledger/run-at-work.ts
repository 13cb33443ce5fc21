import { existsSync } from 'node:fs';
import { isBeating } from '../../system/locks/beat.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { folderOf } from '../../system/locks/lock-signature.ts';
import { leaseFile, runPath } from '../journal/run-folders.ts';
import { isSingleFile } from '../journal/run-paths.ts';
import { markState } from './at-work.ts';

/** What is said of a run on which a process works. */
export const STILL_AT_WORK = 'still in progress: this is what it has done so far';

/**
 * True while a process works on the run. One on another machine is known by its beat, however long it has been at work:
 * it renews the lease of a run every other second, and touches the file of a single change.
 */
export function isAtWork(runs: string, run_id: string, processes: Processes): boolean {
  const state = markState(runs, run_id, processes);
  return state === 'alive' || (state === 'unknown' && hasBeat(runs, run_id));
}

function hasBeat(runs: string, run_id: string): boolean {
  const path = runPath(runs, run_id);
  const lease = folderOf(leaseFile(path));
  if (existsSync(lease)) return isBeating(lease, `${leaseFile(path)}.probe`);
  return isSingleFile(path) && existsSync(path) && isBeating(path, `${leaseFile(path)}.probe`);
}
