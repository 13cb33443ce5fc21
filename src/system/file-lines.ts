import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** One whole line of a file, and the byte at which it begins. */
export interface FileLine {
  readonly offset: number;
  /** Its length, without the newline. */
  readonly bytes: number;
  readonly text: string;
}

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 10;
/** Far above the lines of this program's files; without a limit, a file without newlines would fill the memory. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

/**
 * Yields the whole lines of a file, in blocks as they are read; `from`: the byte at which one begins.
 * Drops text after the last newline: a process was killed while writing it.
 */
export async function* lineBlocks(path: string, from = 0): AsyncGenerator<FileLine[]> {
  const file = await open(path, 'r');
  try {
    // One buffer for all: lines are copied out of it, and one for each chunk would wait for the garbage collector.
    let buffer = Buffer.allocUnsafe(2 * CHUNK_BYTES);
    let [offset, held] = [from, 0];
    for (;;) {
      if (buffer.length - held < CHUNK_BYTES) buffer = Buffer.concat([buffer], 2 * buffer.length);
      const { bytesRead } = await file.read(buffer, held, CHUNK_BYTES, from === 0 ? null : offset + held);
      if (bytesRead === 0) return;
      const filled = buffer.subarray(0, held + bytesRead);
      let start = 0;
      const lines: FileLine[] = [];
      for (let end = filled.indexOf(NEWLINE, held); end !== -1; end = filled.indexOf(NEWLINE, start)) {
        lines.push({ offset: offset + start, bytes: end - start, text: filled.toString('utf8', start, end) });
        start = end + 1;
      }
      if (lines.length > 0) yield lines;
      buffer.copyWithin(0, start, filled.length);
      offset += start;
      held = filled.length - start;
      if (held > LONGEST_LINE_BYTES) throw new Error('it holds a line longer than 4 MiB');
    }
  } finally {
    await file.close();
  }
}

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
