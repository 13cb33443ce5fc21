import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { orElse } from '../../or-else.ts';
import { tryToRemove } from '../../system/written/try-to-remove.ts';

export const TEMPORARY = '.tmp-';

/** The temporary files of processes that were killed while they wrote a file; they may hold tokens. */
export const findLeftovers = (file: string): string[] =>
  orElse(() => {
    const path = existsSync(file) ? realpathSync(file) : file;
    const folder = dirname(path);
    const names = readdirSync(folder).filter((name) => name.startsWith(basename(path) + TEMPORARY));
    return names.map((name) => join(folder, name));
  }, []);

/** Removes leftover files; the caller must hold the lock. Skips files that cannot be removed. */
export function removeLeftovers(file: string): void {
  for (const path of findLeftovers(file)) tryToRemove(path);
}
