/** What the work gives, or the reason of a signal that aborts before: the work goes on then, and counts for nothing. */
export async function unlessAborted<T>(work: T | Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * Does the work with a signal that aborts as soon as one of these does, with its reason. `AbortSignal.any` would keep
 * something of each call for as long as its signals live, and heeds only signals of Node's own class.
 */
export async function withEither<T>(
  signals: readonly (AbortSignal | undefined)[],
  work: (either: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController();
  const stop = () => either.abort(signals.find((signal) => signal?.aborted)?.reason);
  for (const signal of signals) signal?.addEventListener('abort', stop);
  if (signals.some((signal) => signal?.aborted)) stop();
  try {
    return await work(either.signal);
  } finally {
    for (const signal of signals) signal?.removeEventListener('abort', stop);
  }
}
