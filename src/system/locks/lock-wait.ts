import { type Holder, holderName, type Waits } from './lock-holder.ts';

/** The waits of this process for others, which `signal` ends. Nothing tells of them until a console does. */
export class LockWaits implements Waits {
  readonly signal: AbortSignal;
  #tell: Waits['begin'] = () => () => {};

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  toldBy(tell: Waits['begin']): void {
    this.#tell = tell;
  }

  begin(words: () => string): () => void {
    return this.#tell(words);
  }
}

/** The same, where what is waited for is the record of work that is done: an interrupt does not end such a wait. */
export const uninterrupted = (waits: Waits | undefined): Waits | undefined =>
  waits && { begin: (words) => waits.begin(words) };

/** True for the error of a wait that an interrupt ended. */
export const isEndOfWait = (error: unknown, { waits }: { readonly waits?: Waits | undefined }): boolean =>
  waits?.signal?.aborted === true && error === waits.signal.reason;

export interface LockWait {
  /** Where it is told; absent where it is not. */
  readonly waits: Waits | undefined;
  /** What that process does meanwhile, such as `is changing config.json`. */
  readonly does: string;
  /** How long it is waited for, in milliseconds. */
  readonly longest_ms: number;
}

/**
 * Waits for the process that holds something, and has it told for whom, and for how long at most. `wait` says in each
 * turn whom it sees holding it; null where that is unknown. Rejects as it does, and with the reason of an interrupt
 * that came meanwhile.
 */
export async function tellWhile<T>(
  { waits, does, longest_ms }: LockWait,
  wait: (sees: (holder: Holder | null) => void) => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  // What begins after an interrupt puts things in order.
  const interrupt = waits?.signal?.aborted ? undefined : waits?.signal;
  let holder: Holder | null = null;
  const end = waits?.begin(() => {
    const left_s = Math.max(0, Math.ceil((longest_ms - (performance.now() - begun)) / 1000));
    return `waiting at most ${left_s} s: ${holderName(holder)} ${does}`;
  });
  try {
    return await wait((seen) => {
      interrupt?.throwIfAborted();
      holder = seen;
    });
  } finally {
    end?.();
  }
}
