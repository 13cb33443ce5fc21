import { rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { orElse } from '../../or-else.ts';
import { isGoingAway, makeAlone } from '../../system/locks/lock-folder.ts';
import { type Holder, holderState, type Processes, thisHolder } from '../../system/locks/lock-holder.ts';
import { folderOf, lockState, type Signature, sign } from '../../system/locks/lock-signature.ts';
import { takeInTurns } from '../../system/locks/lock-turns.ts';
import { uninterrupted } from '../../system/locks/lock-wait.ts';

/** Work under this lock takes a moment: one that stands so long was left behind, even by a process that still runs. */
const LEFT_BEHIND_MS = 5000;
/** A new holder signs within this time; before, the name of one before it may still stand there. */
const SIGNING_MS = 200;
const LONGEST_WAIT_MS = 15_000;

/**
 * Runs `work` while no other process writes into the ledger: synchronous, and done within moments, so that the lock
 * needs neither heartbeat nor library, which a single change would have to load. `stillHeld` tells just before a write
 * that a suspended process has not lost the lock meanwhile. A wait is told.
 * Rejects after a quarter of a minute, or with the system's error. See docs/decisions/2026-11-26-ledger.md.
 */
export async function withLedgerLock<T>(
  runs: string,
  processes: Processes,
  work: (stillHeld: () => boolean) => T,
): Promise<T> {
  // A name that no run has.
  const file = join(runs, '.ledger');
  const { mine, signature } = await takeSigned(file, processes);
  try {
    return work(() => lockState(file) === mine);
  } finally {
    signature?.remove();
    // One that stays is taken from this process later.
    if (lockState(file) === mine) orElse(() => rmdirSync(folderOf(file)), undefined);
  }
}

interface Taken {
  /** What `lockState` says of it as long as it is ours. */
  readonly mine: string | null;
}

/** Takes the lock and signs it. Without a name, as on a full disk, the lock is a lock all the same. */
async function takeSigned(
  file: string,
  processes: Processes,
): Promise<Taken & { readonly signature: Signature | null }> {
  for (;;) {
    const { mine } = await takeLock(file, processes);
    try {
      const signature = sign(file, thisHolder(processes, Date.now()));
      if (signature !== null) return { mine, signature };
      // Another process has taken it, while this one was suspended.
    } catch {
      return { mine, signature: null };
    }
  }
}

/** Takes the lock. That of a process that is seen to be dead is free at once. */
async function takeLock(file: string, processes: Processes): Promise<Taken> {
  const take = (waited_ms: number) => tryToTake(file, waited_ms);
  const isLeft = (holder: Holder | null, silent_ms: number) => silent_ms > longestSilence(holder, processes);
  // Nearly always free: then no clock is needed, which would load ten of Node's modules.
  // See docs/decisions/2026-11-26-start-up-modules.md.
  const free = take(0);
  if (free !== null) return free;
  const waits = uninterrupted(processes.waits);
  const told = { waits, does: 'is writing into the ledger', longest_ms: LONGEST_WAIT_MS };
  return takeInTurns({ file, take, isLeft }, told);
}

function longestSilence(holder: Holder | null, processes: Processes): number {
  return holder !== null && holderState(holder, processes) === 'dead' ? SIGNING_MS : LEFT_BEHIND_MS;
}

function tryToTake(file: string, waited_ms: number): Taken | null {
  try {
    return makeAlone(folderOf(file)) ? { mine: lockState(file) } : null;
  } catch (error) {
    if (isGoingAway(error, waited_ms)) return null;
    throw error;
  }
}
