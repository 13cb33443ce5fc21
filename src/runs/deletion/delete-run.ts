import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, FULL_DISK, fileError, MAKE_ROOM, systemDetails } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { systemCode } from '../../errors/reason.ts';
import { withLock } from '../../system/locks/lock.ts';
import { holderName } from '../../system/locks/lock-holder.ts';
import { LockHeld } from '../../system/locks/lock-turns.ts';
import { isEndOfWait } from '../../system/locks/lock-wait.ts';
import { syncFolder } from '../../system/written/made-folder.ts';
import { rename } from '../../system/written/renamed.ts';
import { isRunId } from '../../validation/ids.ts';
import { isTaken, removeStaleDrafts, runPath } from '../journal/run-folders.ts';
import { isSingleFile, journalFile } from '../journal/run-paths.ts';
import type { RunPlace } from '../journal/run-rows.ts';
import { appendLedgerLine, type Recorder } from '../ledger/append-line.ts';
import { checksLock } from '../ledger/checks/verified-file.ts';
import { digestJournal } from '../ledger/journal-digest.ts';
import type { LedgerEntry } from '../ledger/ledger-line.ts';
import { acquireRun } from '../lifecycle.ts';
import { whyLeft } from './old-runs.ts';

/** A run that is being removed, and the lock of a run of one file: no command lists such a name. */
const LEFT = /^\.(.+)\.(deleted|lock|holder)$/;

export interface Deletion {
  /** What the ledger says last of the run. */
  readonly last: LedgerEntry | undefined;
  /** Files beside a run of one file that go with it; `path`: where the run is. */
  readonly besides: (path: string) => readonly string[];
}

/**
 * Deletes a run: first the ledger says so, with the digest of what was there, then its files go. A process that is
 * killed in between leaves a run that is in the ledger as deleted: the next call removes it.
 * Returns why the run is left, or null. Throws `CliError` when it cannot be recorded or removed.
 */
export async function deleteRun(
  runs: string,
  run_id: string,
  recorder: Recorder,
  { last, besides }: Deletion,
): Promise<string | null> {
  const acquired = await acquireRun(runs, run_id, recorder).catch((error: unknown) => {
    if (error instanceof CliError && error.code === 'RUN_HELD') return error.message;
    if (existsSync(journalFile(runPath(runs, run_id)))) throw error;
    return 'it is gone: another process deleted it';
  });
  if (typeof acquired === 'string') return acquired;
  const { run, release } = acquired;
  try {
    const left = last?.deleted ? null : whyLeft(run);
    if (left !== null) return left;
    // What a check found that is just being kept would stay.
    await withLock(checksLock(runs), recorder, 'is keeping a check', async () => {
      if (!last?.deleted) await recordDeletion(run, recorder);
      removeFiles(run, besides(run.path));
    });
    return null;
  } catch (error) {
    if (error instanceof LockHeld) return `${holderName(error.holder)} is keeping a check`;
    if (error instanceof CliError || isEndOfWait(error, recorder)) throw error;
    throw fileError(`run ${run_id} is not deleted: ${runs} cannot be locked`, error);
  } finally {
    await release();
  }
}

/** Without a line that keeps the digest, the run would count as deleted by hand. */
async function recordDeletion({ path, header }: RunPlace, recorder: Recorder): Promise<void> {
  const digest = () => digestJournal(journalFile(path));
  const end = { run_id: header.run_id, digest, deleted: true } as const;
  const { trouble, cause } = await appendLedgerLine(dirname(path), recorder, end);
  if (trouble === null) return;
  const message = `${trouble}; what cannot be recorded is not deleted`;
  const cure = FULL_DISK.has(systemCode(cause) ?? '') ? MAKE_ROOM : 'aitronos runs verify --journal';
  throw new CliError('FILE', EXIT.refused, message, cure, { cause, details: systemDetails(cause) });
}

/** A folder gets another name first, so that half of it is never taken for a run. */
function removeFiles({ path, header }: RunPlace, besides: readonly string[]): void {
  const removed = join(dirname(path), `.${header.run_id}.deleted`);
  try {
    if (isSingleFile(path)) for (const file of [...besides, path]) rmSync(file, { force: true });
    else {
      rename(path, removed);
      rmSync(removed, { recursive: true, force: true });
    }
    syncFolder(dirname(path));
  } catch (error) {
    throw fileError(`cannot delete ${path}`, error);
  }
}

/**
 * Removes what killed processes left: folders that were being deleted, locks of runs that are gone, and rows of runs
 * that never began. `now`: milliseconds since 1970. Throws `CliError` when it cannot.
 */
export function sweepRemoved(runs: string, now: number): void {
  if (!existsSync(runs)) return;
  try {
    removeStaleDrafts(runs, now);
    for (const name of readdirSync(runs)) {
      const [, id, what] = LEFT.exec(name) ?? [];
      const isLeft = isRunId(id) && (what === 'deleted' || !isTaken(runs, id));
      if (isLeft) rmSync(join(runs, name), { recursive: true, force: true });
    }
  } catch (error) {
    throw fileError(`cannot delete what is left in ${runs}`, error);
  }
}
