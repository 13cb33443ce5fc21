import lockfile from 'proper-lockfile';

// Whoever holds a lock renews it every other second, so one that is five seconds old belongs to a process that was killed.
const LOCK = {
  realpath: false,
  stale: 5_000,
  retries: { retries: 1_000, factor: 1.5, minTimeout: 2, maxTimeout: 25, randomize: true },
};

/** Runs `work`, which must not wait for anything, while no other process works on the file. */
export async function locked(file: string, work: () => void): Promise<void> {
  await holding(file, async (lost) => {
    if (lost()) throw new Error(`the lock of ${file} was taken from us`);
    work();
  });
}

/**
 * The same for work that waits: `lost` tells whether the lock was taken from us meanwhile, as happens to a process that was
 * suspended. Rejects with code `ELOCKED` when another process holds the lock for half a minute.
 */
export async function holding<T>(file: string, work: (lost: () => boolean) => Promise<T>): Promise<T> {
  let lost = false;
  const onCompromised = () => {
    lost = true;
  };
  const release = await lockfile.lock(file, { ...LOCK, onCompromised });
  try {
    return await work(() => lost);
  } finally {
    // A lock that was taken from us is no longer ours to give back.
    if (!lost) await release().catch(() => {});
  }
}
