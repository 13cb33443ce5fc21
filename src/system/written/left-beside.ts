import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of a new file in the folder of another, whose place it is to take. It cannot be foreseen. */
export const besidePath = (path: string): string =>
  join(dirname(path), `.aitronos-${randomBytes(8).toString('hex')}.tmp`);

const NAME = /^\.aitronos-[\da-f]{16}\.tmp$/;

/** Who is at work writes all the time; a machine may have been suspended meanwhile. */
const DEAD_AFTER_MS = 3_600_000;

/**
 * Removes the files that processes made so and left when they were killed: of the same owner and with the same rights
 * as `fresh`, which was made just now, and an hour older by the clock of the disk. Never throws.
 */
export function removeLeft(fresh: string): void {
  try {
    const folder = dirname(fresh);
    const now = lstatSync(fresh);
    for (const name of readdirSync(folder)) {
      if (!NAME.test(name)) continue;
      const found = lstatSync(join(folder, name));
      const isOurs = found.isFile() && found.uid === now.uid && found.mode === now.mode;
      if (isOurs && now.mtimeMs - found.mtimeMs > DEAD_AFTER_MS) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // A later call tries again.
  }
}
