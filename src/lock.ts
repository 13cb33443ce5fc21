import lockfile from 'proper-lockfile';

// A lock is held for about a millisecond, so one that is five seconds old belongs to a process that was killed.
const LOCK = {
  realpath: false,
  stale: 5_000,
  retries: { retries: 1_000, factor: 1.5, minTimeout: 2, maxTimeout: 25, randomize: true },
};

/** Runs `work`, which must not wait for anything, while no other process works on the file. */
export async function locked(file: string, work: () => void): Promise<void> {
  let lost: Error | undefined;
  const onCompromised = (error: Error) => {
    lost = error;
  };
  const release = await lockfile.lock(file, { ...LOCK, onCompromised });
  try {
    if (lost) throw lost;
    work();
  } finally {
    // A lock that was taken from us is no longer ours to give back.
    if (!lost) await release();
  }
}
