import { dirname } from 'node:path';
import { isStillBeating } from '../../system/locks/beat.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { leaseFile } from '../journal/run-folders.ts';
import { heldError } from '../journal/run-lease.ts';
import { type FoundRun, readRun } from '../journal/run-reader.ts';
import { markState } from '../ledger/at-work.ts';

/**
 * The run once the call that made it is over, where it is of one: runs of many have a lease. Throws `CliError` (exit 1)
 * while that call may still wait for its answer, or has not written its line into the ledger, which would come after
 * those of later work, or of a deletion.
 */
export async function onceCallIsOver(run: FoundRun, processes: Processes): Promise<FoundRun> {
  const { path, header, summary } = run;
  if (header.row === undefined) return run;
  const holder = header.holder ?? null;
  if (summary.exit_code !== null) {
    const isOther = holder !== null && holder.pid !== processes.pid;
    const writes = isOther && markState(dirname(path), header.run_id, processes) === 'alive';
    if (writes) throw heldError(holder);
    return run;
  }
  if (await isStillBeating(path, `${leaseFile(path)}.probe`, holder, processes)) throw heldError(holder);
  // It may have ended after it was read.
  return readRun(path);
}
