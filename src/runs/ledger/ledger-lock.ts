import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../errors/reason.ts';
import {
  type Holder,
  holderName,
  holderState,
  type Processes,
  thisHolder,
} from '../../system/locks/lock-holder.ts';
import { folderOf, lockState, readSigner, type Signature, sign } from '../../system/locks/lock-signature.ts';
import { patient, tellWhile } from '../../system/locks/lock-wait.ts';
import { removeLock } from '../../system/locks/remove-lock.ts';

/** Work under this lock takes a moment: one that stands so long was left behind, even by a process that still runs. */
const LEFT_BEHIND_MS = 5000;
/** A new holder signs within this time; before, the name of one before it may still stand there. */
const SIGNING_MS = 200;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_TURN_MS = 20;
/** Windows answers for so long that a folder is there which is just being deleted. */
const GOING_AWAY_MS = 1000;

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
    if (lockState(file) === mine) letGo(file);
  }
}

/** Takes the lock and signs it. Without a name, as on a full disk, the lock is a lock all the same. */
async function takeSigned(
  file: string,
  processes: Processes,
): Promise<{ readonly mine: string | null; readonly signature: Signature | null }> {
  for (;;) {
    const mine = await takeLock(file, processes);
    try {
      const signature = sign(file, thisHolder(processes, Date.now()));
      if (signature !== null) return { mine, signature };
      // Another process has taken it, while this one was suspended.
    } catch {
      return { mine, signature: null };
    }
  }
}

/** Takes the lock, and returns its state. That of a process that is seen to be dead is free at once. */
async function takeLock(file: string, processes: Processes): Promise<string | null> {
  // Nearly always free: then no clock is needed, which would load ten of Node's modules.
  // See docs/decisions/2026-11-26-start-up-modules.md.
  if (tryToMake(file, 0)) return lockState(file);
  const told = {
    waits: patient(processes.waits),
    does: 'is writing into the ledger',
    longest_ms: LONGEST_WAIT_MS,
  };
  return tellWhile(told, (sees) => waitFor(file, processes, sees));
}

async function waitFor(
  file: string,
  processes: Processes,
  sees: (holder: Holder | null) => void,
): Promise<string | null> {
  const begun = performance.now();
  const seen = { state: '', since: begun };
  for (let turn_ms = 1; ; turn_ms = Math.min(turn_ms * 1.5, LONGEST_TURN_MS)) {
    const waited_ms = performance.now() - begun;
    if (tryToMake(file, waited_ms)) return lockState(file);
    const state = lockState(file);
    const now = performance.now();
    if (state !== null && state !== seen.state) Object.assign(seen, { state, since: now });
    const holder = readSigner(file);
    sees(holder);
    const isLeft = state !== null && now - seen.since > longestSilence(holder, processes);
    if (isLeft && removeLock(file, state, waited_ms)) continue;
    if (waited_ms > LONGEST_WAIT_MS) throw new Error(`${holderName(holder)} holds ${folderOf(file)}`);
    await new Promise((resolve) => setTimeout(resolve, turn_ms * (0.5 + Math.random())));
  }
}

/** How long a lock may stand without a change, in milliseconds. */
function longestSilence(holder: Holder | null, processes: Processes): number {
  return holder !== null && holderState(holder, processes) === 'dead' ? SIGNING_MS : LEFT_BEHIND_MS;
}

function tryToMake(file: string, waited_ms: number): boolean {
  try {
    mkdirSync(folderOf(file), { mode: 0o700 });
    return true;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (['EPERM', 'EBUSY'].includes(code) && waited_ms < GOING_AWAY_MS) return false;
    throw error;
  }
}

function letGo(file: string): void {
  try {
    rmdirSync(folderOf(file));
  } catch {
    // One that stays is taken from this process later.
  }
}
