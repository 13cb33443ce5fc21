/** Takes the slot, unless it is no longer waited for. */
type Waiting = () => boolean;

/** Lets so many work at once; the others wait for a slot, in their order. */
export class Semaphore {
  #free: number;
  #come: Waiting[] = [];
  /** Those who came first, turned round: however many wait, the first is taken off the end. */
  #next: Waiting[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  /** Undefined where there is one at once. Rejects with the signal's reason. What was acquired has to be released. */
  acquire(signal?: AbortSignal): Promise<void> | undefined {
    if (this.#free > 0) return void this.#free--;
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal?.reason);
      if (signal?.aborted) return stop();
      signal?.addEventListener('abort', stop, { once: true });
      this.#come.push(() => {
        if (signal?.aborted) return false;
        signal?.removeEventListener('abort', stop);
        resolve();
        return true;
      });
    });
  }

  release(): void {
    for (;;) {
      if (this.#next.length === 0) [this.#next, this.#come] = [this.#come.reverse(), []];
      const next = this.#next.pop();
      if (next === undefined) return void this.#free++;
      if (next()) return;
    }
  }
}
