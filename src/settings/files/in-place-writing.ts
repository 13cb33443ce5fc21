import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { orElse } from '../../or-else.ts';
import { writeAll } from '../../system/written/write-all.ts';

/**
 * True for a file that is a mount of its own, as containers mount single files: it cannot be replaced by a rename.
 * False on systems other than Linux, which do not tell.
 */
export const isMount = (file: string): boolean =>
  orElse(() => {
    const path = realpathSync(file);
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    return mounts.some((line) => unescapeOctal(line.split(' ')[4] ?? '') === path);
  }, false);

/** The kernel escapes blanks in the list of mounts as `\040`. */
const unescapeOctal = (path: string) =>
  path.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/**
 * Writes JSON into the same file (no rename), readable by its owner alone. `room`: bytes to keep free behind it, as
 * blanks, which JSON allows. No contents are lost: the disk gives the space first, and one call writes everything.
 * Throws the system's error.
 */
export function writeInPlace(file: string, json: string, room: number): void {
  const fd = openSync(file, 'r+');
  try {
    const { mode, size } = fstatSync(fd);
    if ((mode & 0o077) !== 0) fchmodSync(fd, 0o600);
    const bytes = Buffer.from(json + ' '.repeat(room));
    extend(fd, size, bytes.length);
    // Overwrites the rest of a longer text by blanks, so that a process killed before truncating still leaves valid
    // JSON.
    const rest = Buffer.alloc(Math.max(0, size - bytes.length), ' ');
    writeAll(fd, Buffer.concat([bytes, rest]), 0);
    ftruncateSync(fd, bytes.length);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Fills the file with blanks from `size` to `wanted`; restores it where the disk has no room. */
function extend(fd: number, size: number, wanted: number): void {
  if (wanted <= size) return;
  try {
    writeAll(fd, Buffer.alloc(wanted - size, ' '), size);
    fsyncSync(fd);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  }
}
