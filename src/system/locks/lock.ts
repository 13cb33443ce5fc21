import {
  type Holder,
  holderName,
  holderState,
  type Processes,
  thisHolder,
  type Waits,
} from './lock-holder.ts';
import { lockState, readSigner } from './lock-signature.ts';
import { type LockWait, tellWhile } from './lock-wait.ts';
import { removeLock } from './remove-lock.ts';
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
const LONGEST_TURN_MS = 25;

/** Another process holds a lock, and still did after half a minute. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
  /** Null where the holder is unknown. */
  readonly holder: Holder | null;

  constructor(file: string, holder: Holder | null) {
    super(`${holderName(holder)} holds ${file}`);
    this.holder = holder;
  }
}

/** Runs `work`, which must be synchronous, while no other process works on the file. `waits`: where a wait is told. */
export async function withLockSync(file: string, work: () => void, waits?: Waits): Promise<void> {
  const lock = await acquire(file, null, { waits, does: 'is using the data of the sandbox' });
  try {
    if (lock.lost()) throw new Error(`the lock of ${file} was taken from us`);
    work();
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
  const free = await tryLock(file, 0);
  if (free !== null) return free;
  return tellWhile({ ...told, longest_ms: LONGEST_WAIT_MS }, (sees) => waitFor(file, processes, sees));
}

async function waitFor(
  file: string,
  processes: Processes | null,
  sees: (holder: Holder | null) => void,
): Promise<Lock> {
  const begun = performance.now();
  const seen = { state: '', since: begun };
  for (let turn_ms = 1; ; turn_ms = Math.min(turn_ms * 1.5, LONGEST_TURN_MS)) {
    const waited_ms = performance.now() - begun;
    const lock = await tryLock(file, waited_ms);
    if (lock !== null) return lock;
    const now = performance.now();
    const state = lockState(file);
    if (state !== null && state !== seen.state) Object.assign(seen, { state, since: now });
    const holder = processes && readSigner(file);
    sees(holder);
    const silent_ms = now - seen.since;
    const isLeft = state !== null && isAbandoned(holder, processes, silent_ms);
    if (isLeft && removeLock(file, state, waited_ms)) continue;
    if (waited_ms > LONGEST_WAIT_MS) throw new LockHeld(file, holder);
    await new Promise((resolve) => setTimeout(resolve, turn_ms * (0.5 + Math.random())));
  }
}

function isAbandoned(holder: Holder | null, processes: Processes | null, silent_ms: number): boolean {
  if (holder === null || processes === null) return silent_ms > SILENT_MS;
  const fate = holderState(holder, processes);
  return silent_ms > (fate === 'dead' ? SIGNING_MS : fate === 'unknown' ? SILENT_ELSEWHERE_MS : Infinity);
}
