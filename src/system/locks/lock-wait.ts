import { type Holder, holderName, type Waits } from './lock-holder.ts';

/** The waits of this process for others. Nothing tells of them until a console does. */
export class LockWaits implements Waits {
  #tell: Waits['begin'] = () => () => {};

  toldBy(tell: Waits['begin']): void {
    this.#tell = tell;
  }

  begin(words: () => string): () => void {
    return this.#tell(words);
  }
}

/** A wait for the process that holds something. */
export interface LockWait {
  /** Where it is told; absent where it is not. */
  readonly waits: Waits | undefined;
  /** What that process does meanwhile, such as `is changing config.json`. */
  readonly does: string;
  /** How long it is waited for, in milliseconds. */
  readonly longest_ms: number;
}

/**
 * Waits for the process that holds something, and has it told for whom, and for how long at most. `wait` says whom it
 * sees holding it, as often as that changes; null where that is unknown. Rejects as it does.
 */
export async function tellWhile<T>(
  { waits, does, longest_ms }: LockWait,
  wait: (sees: (holder: Holder | null) => void) => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  let holder: Holder | null = null;
  const end = waits?.begin(() => {
    const left_s = Math.max(0, Math.ceil((longest_ms - (performance.now() - begun)) / 1000));
    return `waiting at most ${left_s} s: ${holderName(holder)} ${does}`;
  });
  try {
    return await wait((seen) => {
      holder = seen;
    });
  } finally {
    end?.();
  }
}
