import { type Holder, holderState, type Processes, thisHolder, type Waits } from './lock-holder.ts';
import { readSigner } from './lock-signature.ts';
import { type HeldLock, LockHeld, takeInTurns } from './lock-turns.ts';
import type { LockWait } from './lock-wait.ts';
import { type Lock, releaseSigned, signLock, tryLock } from './taken-lock.ts';

/** An unsigned lock that is silent for so long belongs to a killed process. */
const SILENT_MS = 5000;
/**
 * A holder on another machine may only be suspended, so it gets longer; after a restart of its machine it never comes
 * back.
 */
const SILENT_ELSEWHERE_MS = 20_000;
/** A new holder signs within this time; before, the name of one before it may still stand there. */
const SIGNING_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Runs `work`, which must be synchronous, while no other process works on the file. `waits`: where a wait is told. */
export async function withLockSync<T>(file: string, work: () => T, waits?: Waits): Promise<T> {
  const lock = await acquire(file, null, { waits, does: 'is using the data of the sandbox' });
  try {
    if (lock.lost()) throw new Error(`the lock of ${file} was taken from us`);
    return work();
  } finally {
    await lock.release();
  }
}

/**
 * Runs `work`, which may wait, while no other process works on the file; `lost` tells whether the lock was taken away
 * meanwhile. `does`: what a process that holds it does, in words: `is changing config.json`.
 * Waits for a holder that runs or is suspended, which is told, and takes the lock of a dead one.
 * Rejects with `LockHeld` after half a minute, or with the system's error.
 */
export async function withLock<T>(
  file: string,
  processes: Processes,
  does: string,
  work: (lost: () => boolean) => Promise<T>,
): Promise<T> {
  const lock = await acquire(file, processes, { waits: processes.waits, does });
  const signature = await signLock(file, lock, thisHolder(processes, Date.now()));
  if (signature === null) throw new LockHeld(file, readSigner(file));
  try {
    return await work(() => lock.lost() || !signature.stands());
  } finally {
    await releaseSigned(lock, signature);
  }
}

/** `processes`: null where holders do not sign. */
async function acquire(
  file: string,
  processes: Processes | null,
  told: Omit<LockWait, 'longest_ms'>,
): Promise<Lock> {
  const take = (waited_ms: number) => tryLock(file, waited_ms);
  const isLeft: HeldLock<Lock>['isLeft'] = (holder, silent_ms) => isAbandoned(holder, processes, silent_ms);
  return (await take(0)) ?? takeInTurns({ file, take, isLeft }, { ...told, longest_ms: LONGEST_WAIT_MS });
}

function isAbandoned(holder: Holder | null, processes: Processes | null, silent_ms: number): boolean {
  if (holder === null || processes === null) return silent_ms > SILENT_MS;
  const state = holderState(holder, processes);
  return silent_ms > (state === 'dead' ? SIGNING_MS : state === 'unknown' ? SILENT_ELSEWHERE_MS : Infinity);
}
