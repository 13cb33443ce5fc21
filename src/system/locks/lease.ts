import type { Clock } from '../time/clock.ts';
import { isBeating, TURN_MS, WATCHED_MS, watchClockOf, watchOf } from './beat.ts';
import { type Holder, holderState, type Processes, thisHolder } from './lock-holder.ts';
import { folderOf, lockState, readSigner, type Signature } from './lock-signature.ts';
import { LockHeld } from './lock-turns.ts';
import { tellWhile } from './lock-wait.ts';
import { removeLock } from './remove-lock.ts';
import { type Lock, releaseSigned, signLock, tryLock } from './taken-lock.ts';

/**
 * A claim of one process to long work, which other processes respect as long as it beats.
 * See docs/decisions/2026-11-26-run-lease.md.
 */
export interface Lease {
  /** False as soon as another process has taken the lease. To be asked after a suspension. */
  stillHeld(): boolean;
  release(): Promise<void>;
}

/**
 * A holder signs at once, and beats every other second: a lock that is unsigned, or was not beaten for a minute by the
 * time of its folder, and then not for so long either, is of a killed process.
 */
const UNSIGNED_MS = 5000;
/** A new holder signs within this time; before, the name of one before it may still stand there. */
const SIGNING_MS = 200;
/**
 * How often a lock without a signature is looked at before its holder counts as unknown: about a second. Looks are
 * counted and not milliseconds, because a busy machine stops this process as well as the one that is about to sign.
 */
const UNSIGNED_LOOKS = 20;
/** How long a check of the ownership stays valid. */
const BELIEVED_MS = 1000;

/**
 * Takes the lease of a file, at once when it is free or its holder is dead; else waits up to 20 s for a beat of the
 * holder, or 5 s where none has signed, which is told. `now`: the start time to record, in milliseconds since 1970.
 * Rejects with `LockHeld`, naming the holder, or the system's error.
 */
export async function takeLease(file: string, processes: Processes, now: number): Promise<Lease> {
  const free = await tryLease(file, processes, now, 0);
  if (free !== null) return free;
  return tellWhile(watchOf(processes), (sees) => watchAndTake(file, processes, now, sees));
}

async function watchAndTake(
  file: string,
  processes: Processes,
  now: number,
  sees: (holder: Holder | null) => void,
): Promise<Lease> {
  const clock = watchClockOf(processes);
  const begun = clock.monotonic();
  let watched = { state: lockState(file) ?? '', since: begun };
  let unsigned_looks = 0;
  for (;;) {
    const all_ms = clock.monotonic() - begun;
    const lease = await tryLease(file, processes, now, all_ms);
    if (lease !== null) return lease;
    const state = lockState(file);
    const holder = readSigner(file);
    sees(holder);
    // The lease has just been released: the next turn takes it.
    if (state === null) continue;
    // Another process has just taken the lease, and will sign it soon.
    if (inodeOf(state) !== inodeOf(watched.state)) watched = { state, since: clock.monotonic() };
    unsigned_looks = holder === null ? unsigned_looks + 1 : 0;
    const waited_ms = clock.monotonic() - watched.since;
    const seen = { beaten: state !== watched.state, waited_ms, unsigned_looks };
    const verdict = judge(holder, processes, file, seen);
    if (verdict === 'held') throw new LockHeld(file, holder);
    if (verdict === 'ended' && removeLock(file, state, all_ms)) continue;
    await clock.sleep(TURN_MS);
  }
}

const inodeOf = (state: string) => state.split(' ')[0];

/** What was seen of a lock so far; `beaten`: it beat, or another process took it. */
interface Seen {
  readonly beaten: boolean;
  readonly waited_ms: number;
  readonly unsigned_looks: number;
}

/**
 * Whether a holder still works; null while that is unknown. One whose last beat is a minute old is watched for two
 * beats all the same: a beat has the time of its holder's clock, which may be behind.
 */
function judge(
  holder: Holder | null,
  processes: Processes,
  file: string,
  { beaten, waited_ms, unsigned_looks }: Seen,
): 'held' | 'ended' | null {
  const isSilent = !isBeating(folderOf(file), `${file}.probe`);
  if (!isSilent && holder === null && unsigned_looks < UNSIGNED_LOOKS) return null;
  const state = holder === null ? 'unknown' : holderState(holder, processes);
  if (beaten || (!isSilent && state === 'alive')) return 'held';
  const known_ms = state === 'dead' ? SIGNING_MS : holder === null ? UNSIGNED_MS : WATCHED_MS;
  return waited_ms >= (isSilent ? Math.min(known_ms, UNSIGNED_MS) : known_ms) ? 'ended' : null;
}

/** Takes the lease, signed; null while another process holds it. `waited_ms`: the time waited so far. */
async function tryLease(
  file: string,
  processes: Processes,
  now: number,
  waited_ms: number,
): Promise<Lease | null> {
  const lock = await tryLock(file, waited_ms);
  const signature = lock && (await signLock(file, lock, thisHolder(processes, now)));
  return lock && signature && leaseOf(lock, signature, watchClockOf(processes));
}

function leaseOf(lock: Lock, signature: Signature, clock: Pick<Clock, 'monotonic'>): Lease {
  let lost = false;
  let asked = { monotonic: clock.monotonic(), wall: Date.now() };
  return {
    stillHeld() {
      if (lost) return false;
      // A machine that slept stopped one of the two clocks, and a clock that is set moves the other.
      const now = { monotonic: clock.monotonic(), wall: Date.now() };
      const since = Math.max(now.monotonic - asked.monotonic, Math.abs(now.wall - asked.wall));
      if (since < BELIEVED_MS) return true;
      asked = now;
      lost = lock.lost() || !signature.stands();
      return !lost;
    },
    release: () => releaseSigned(lock, signature),
  };
}
