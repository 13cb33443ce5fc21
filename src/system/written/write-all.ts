import { closeSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { orElse } from '../../or-else.ts';

/**
 * Opens a file to append to so many of its first bytes; the rest is cut off, before: Windows cuts no file by what was
 * opened to append to it. Throws the system's error.
 */
export function openCut(path: string, length: number): number {
  if (statSync(path).size > length) truncateSync(path, length);
  return openSync(path, 'a');
}

/**
 * Writes all of a text to an open file, where a disk may take less at once; returns how many bytes it has. `position`:
 * absent where the file stands.
 */
export function writeAll(fd: number, text: string | Uint8Array, position?: number): number {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, position === undefined ? null : position + done);
  }
  return bytes.length;
}

/** Closes a file whose bytes are on the disk, or are given up: what the system says of it then changes nothing. */
export const closeQuietly = (fd: number): void => orElse(() => closeSync(fd), undefined);
