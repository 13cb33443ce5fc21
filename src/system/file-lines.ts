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
const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

/** The whole lines of a file, one by one. */
export async function* fileLines(path: string): AsyncGenerator<FileLine> {
  for await (const block of lineBlocks(path)) yield* block;
}

/**
 * Yields the whole lines of a file, in blocks as they are read.
 * Drops text after the last newline: a process was killed while writing it.
 */
export async function* lineBlocks(path: string): AsyncGenerator<FileLine[]> {
  const file = await open(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      // Allocates a buffer for each chunk, because yielded lines may still be in use.
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      const lines: FileLine[] = [];
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
        lines.push({ offset: offset + start, bytes: end - start, text: rest.toString('utf8', start, end) });
        start = end + 1;
      }
      if (lines.length > 0) yield lines;
      offset += start;
      rest = rest.subarray(start);
      if (rest.length > LONGEST_LINE_BYTES) throw new Error('it holds a line longer than 4 MiB');
    }
  } finally {
    await file.close();
  }
}
