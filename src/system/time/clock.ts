/** A clock that can be passed in, so that tests control time. Milliseconds throughout. */
export interface Clock {
  /** Milliseconds since 1970, for times that are shown or stored. Users can set this clock, also back. */
  now(): number;
  /** Milliseconds since an arbitrary moment, for measuring and waiting. Cannot be set. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `ring` after `ms` milliseconds, unless the returned function is called first: a time limit. */
  alarm(ms: number, ring: () => void): () => void;
  /** Calls `ring` every `ms` milliseconds until the returned function is called. Does not keep the process alive. */
  tick(ms: number, ring: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),
  alarm: (ms, ring) => {
    // A suspended process wakes with due timers and unread answers: reads the answers first.
    // See docs/decisions/2026-11-26-timers-after-suspension.md.
    let last: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => {
      last = setImmediate(ring);
    }, ms);
    return () => {
      clearTimeout(timer);
      clearImmediate(last);
    };
  },
  tick: (ms, ring) => {
    const timer = setInterval(ring, ms).unref();
    return () => clearInterval(timer);
  },
};
