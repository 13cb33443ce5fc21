import type { Clock } from './clock.ts';

/** What ends a wait before its time, and what it rejects with then. */
interface Ends {
  readonly closed: AbortSignal;
  readonly error: Error;
  /** The wait rejects with its own reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits, in milliseconds, unless one of two signals aborts. `AbortSignal.any` would do, but keeps something of each
 * call for as long as its signals live.
 */
export async function sleepUnless(clock: Clock, ms: number, { closed, error, signal }: Ends): Promise<void> {
  const end = new AbortController();
  const stop = () => end.abort(signal?.aborted ? signal.reason : error);
  closed.addEventListener('abort', stop);
  signal?.addEventListener('abort', stop);
  if (closed.aborted || signal?.aborted) stop();
  try {
    await clock.sleep(ms, end.signal);
  } finally {
    closed.removeEventListener('abort', stop);
    signal?.removeEventListener('abort', stop);
  }
}
