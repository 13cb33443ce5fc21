import { type Holder, holderName } from './lock-holder.ts';
import { folderOf, lockState, readSigner } from './lock-signature.ts';
import { type LockWait, tellWhile } from './lock-wait.ts';
import { removeLock } from './remove-lock.ts';

const LONGEST_TURN_MS = 25;

/** Another process holds a lock, and still did when the longest wait for it was over. */
export class LockHeld extends Error {
  override readonly name = 'LockHeld';
  /** Null where the holder is unknown. */
  readonly holder: Holder | null;

  constructor(file: string, holder: Holder | null) {
    super(`${holderName(holder)} holds ${folderOf(file)}`);
    this.holder = holder;
  }
}

export interface HeldLock<L> {
  /** The file beside which it stands. */
  readonly file: string;
  /** Takes it; null while another process holds it. `waited_ms`: the time waited so far. */
  readonly take: (waited_ms: number) => L | null | Promise<L | null>;
  /** Whether a lock that did not change for so long was left behind. `holder`: null where none has signed. */
  readonly isLeft: (holder: Holder | null, silent_ms: number) => boolean;
}

/**
 * Takes a lock as soon as it is free or was left behind; the wait is told.
 * Rejects with `LockHeld` when the longest wait is over, else as `take`, `removeLock` and `tellWhile` do.
 */
export const takeInTurns = <L>(lock: HeldLock<L>, told: LockWait): Promise<L> =>
  tellWhile(told, (sees) => waitFor(lock, told.longest_ms, sees));

async function waitFor<L>(
  { file, take, isLeft }: HeldLock<L>,
  longest_ms: number,
  sees: (holder: Holder | null) => void,
): Promise<L> {
  const begun = performance.now();
  const seen = { state: '', since: begun };
  for (let turn_ms = 1; ; turn_ms = Math.min(turn_ms * 1.5, LONGEST_TURN_MS)) {
    const waited_ms = performance.now() - begun;
    const lock = await take(waited_ms);
    if (lock !== null) return lock;
    const now = performance.now();
    const state = lockState(file);
    if (state !== null && state !== seen.state) Object.assign(seen, { state, since: now });
    const holder = readSigner(file);
    sees(holder);
    const mayGo = state !== null && isLeft(holder, now - seen.since);
    if (mayGo && removeLock(file, state, waited_ms)) continue;
    if (waited_ms > longest_ms) throw new LockHeld(file, holder);
    await new Promise((resolve) => setTimeout(resolve, turn_ms * (0.5 + Math.random())));
  }
}
