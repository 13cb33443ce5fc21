import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 10;

/** Whether a line ends behind so many bytes of a file. Throws the system's error. */
export function hasLineAfter(path: string, length: number): boolean {
  const fd = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = length; ; ) {
      const count = readSync(fd, chunk, 0, CHUNK_BYTES, at);
      if (count === 0) return false;
      if (chunk.subarray(0, count).includes(NEWLINE)) return true;
      at += count;
    }
  } finally {
    closeSync(fd);
  }
}
