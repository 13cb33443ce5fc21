import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tryToRemove } from '../../system/written/try-to-remove.ts';
import { fileAccessError } from './configuration-folder.ts';
import { rewrite } from './configuration-writer.ts';
import { isMount } from './in-place-writing.ts';
import { TEMPORARY } from './leftovers.ts';

// Above the size of any token, because servers limit headers to 8 or 16 kB.
const ROOM = 32 * 1024;

/**
 * Proves that a file can grow, by rewriting its contents and reserving room on its disk. Throws `CliError`; the
 * contents are unchanged then.
 * Returns a function that frees the room, to be called just before the room is used.
 * See docs/decisions/2026-11-26-room-before-renewal.md.
 */
export function reserveSpace(file: string): () => void {
  rewrite(file, ROOM);
  // A file of its own would lie on another disk than the mount; a file written in place keeps its room behind its
  // contents.
  if (isMount(file)) return () => {};
  const room = `${existsSync(file) ? realpathSync(file) : file}${TEMPORARY}room`;
  // One that cannot be removed makes the next step fail, which then tells it.
  const free = () => tryToRemove(room);
  try {
    free();
    const size = ROOM + (existsSync(file) ? statSync(file).size : 0);
    // Random bytes, which a compressing disk cannot shrink.
    writeFileSync(room, randomBytes(size), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    free();
    throw fileAccessError('write', file, error);
  }
  return free;
}
