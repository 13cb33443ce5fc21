import { closeSync, fdatasyncSync } from 'node:fs';
import { reason } from '../../errors/reason.ts';
import type { Environment } from '../../system/environment.ts';
import type { Processes } from '../../system/locks/lock-holder.ts';
import { syncFolder } from '../../system/written/made-folder.ts';
import { isMarked, marksWithoutProcess, unmark } from './at-work.ts';
import type { JournalDigest } from './journal-digest.ts';
import type { KilledRun } from './killed-runs.ts';
import { appendEntries, ledgerFile, openLedger } from './ledger-file.ts';
import { isOfCheck, type LedgerEntry } from './ledger-line.ts';
import { withLedgerLock } from './ledger-lock.ts';

/** The end of a process's work on a run, or of a check of it. */
export interface EndOfWork {
  readonly run_id: string;
  /** What its journal holds. */
  readonly digest: () => JournalDigest;
  /** The SHA-256 (hex) of what a check found: its line ends no work on the run. */
  readonly verified?: string;
  readonly deleted?: true;
}

/** Whether the ledger has the line: its digest (SHA-256, hex), or why it has none. */
export type Recorded =
  | { readonly digest: string; readonly trouble: null; readonly cause: null }
  | { readonly digest: null; readonly trouble: string; readonly cause: unknown };

/** What a process is asked that writes into the ledger. */
export type Recorder = Processes & Pick<Environment, 'clock'>;

/**
 * Appends the line of a run on which this process stops working to the ledger of the folder `runs`, and before it those
 * of runs whose process was killed. Never throws: the changes are made, and what cannot be recorded is told.
 * See docs/decisions/2026-11-26-ledger.md.
 */
export async function appendLedgerLine(
  runs: string,
  environment: Recorder,
  end: EndOfWork,
): Promise<Recorded> {
  try {
    return { digest: await append(runs, environment, end), trouble: null, cause: null };
  } catch (error) {
    const trouble = `run ${end.run_id} may have no line in ${ledgerFile(runs)}: ${reason(error)}`;
    return { digest: null, trouble, cause: error };
  }
}

async function append(runs: string, environment: Recorder, end: EndOfWork): Promise<string> {
  const { run_id, verified, deleted } = end;
  const at = () => new Date(environment.clock.now()).toISOString();
  const { length, sha256 } = end.digest();
  const own: LedgerEntry = { run_id, at: at(), length, sha256, verified, deleted };
  const abandoned = marksWithoutProcess(runs, environment, run_id);
  const killed = abandoned.length === 0 ? [] : await readKilledRuns(runs, abandoned, environment);
  let fd = -1;
  try {
    const { digest, isNew } = await withLedgerLock(runs, environment, (stillHeld) => {
      // Another process may have caught up meanwhile.
      const still = killed.filter((entry) => isMarked(runs, entry.run_id));
      const before = still.map((entry) => ({ ...entry, at: at() }));
      // Only now: while the lock was waited for, a backup may have been put in its place.
      const opened = openLedger(runs);
      fd = opened.fd;
      return { digest: appendEntries(runs, fd, before, own, stillHeld), isNew: opened.isNew };
    });
    // The marks go when a power cut can no longer take the lines.
    fdatasyncSync(fd);
    if (isNew) syncFolder(runs);
    for (const entry of [...killed, ...(isOfCheck(own) ? [] : [own])])
      unmark(runs, entry.run_id, environment);
    return digest;
  } finally {
    if (fd !== -1) closeSync(fd);
  }
}

/**
 * Most calls find no killed run, and a single change should not load what reads them. Where the program was replaced
 * meanwhile, the next call catches up.
 */
async function readKilledRuns(
  runs: string,
  ids: readonly string[],
  recorder: Recorder,
): Promise<KilledRun[]> {
  const loaded = await import('./killed-runs.ts').catch(() => null);
  return loaded === null ? [] : loaded.killedRuns(runs, ids, recorder);
}
