import { mkdir, type NoParamCallback, rmdir, rmdirSync, stat, utimes } from 'node:fs';
import lockfile from 'proper-lockfile';
import { systemCode } from '../../errors/reason.ts';
import { isGoingAway } from './lock-folder.ts';
import type { Holder } from './lock-holder.ts';
import { type Signature, sign } from './lock-signature.ts';

// A holder renews its lock every other second. Its silence is measured here, by the monotonic clock: the library would
// compare the file's time with the time of day, and a clock ten seconds ahead would break every lock.
// See docs/decisions/2026-11-26-lock-silence.md.
const BEAT_MS = 2000;
const NEVER_STALE_MS = 2 ** 40;

export interface Lock {
  lost(): boolean;
  /** From now on the lock is removed only where `isOurs`, also at the end of the process. */
  guard(isOurs: () => boolean): void;
  /** Removes the lock, unless it was taken away. */
  release(): Promise<void>;
}

/** Signs a lock; null where another process has taken it meanwhile. Lets it go where that fails, as on a full disk. */
export async function signLock(file: string, lock: Lock, holder: Holder): Promise<Signature | null> {
  try {
    const signature = sign(file, holder);
    lock.guard(() => signature?.stands() === true);
    if (signature === null) await lock.release();
    return signature;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Lets a lock go with its signature, unless another process has taken it while this one was suspended. */
export async function releaseSigned(lock: Lock, signature: Signature): Promise<void> {
  const isOurs = signature.stands();
  signature.remove();
  lock.guard(() => isOurs);
  await lock.release();
}

/**
 * Tries to take the lock with proper-lockfile; null while another process holds it. `waited_ms`: the time waited so
 * far.
 * See docs/decisions/2026-11-23-proper-lockfile.md.
 */
export async function tryLock(file: string, waited_ms: number): Promise<Lock | null> {
  let lost = false;
  let isOurs = () => true;
  const onCompromised = () => {
    lost = true;
  };
  // The library removes the folder without a look whose it is.
  const files = {
    mkdir,
    stat,
    utimes,
    rmdir: (path: string, done: NoParamCallback) => (isOurs() ? rmdir(path, done) : done(null)),
    rmdirSync: (path: string) => isOurs() && rmdirSync(path),
  };
  const often = { stale: NEVER_STALE_MS, update: BEAT_MS };
  const options = { ...often, realpath: false, retries: 0, fs: files, onCompromised };
  try {
    const release = await lockfile.lock(file, options);
    return {
      lost: () => lost,
      guard: (ours) => {
        isOurs = ours;
      },
      release: async () => {
        if (!lost) await release().catch(() => {});
      },
    };
  } catch (error) {
    if (systemCode(error) === 'ELOCKED' || isGoingAway(error, waited_ms)) return null;
    throw error;
  }
}
