import { closeSync, createReadStream, fsyncSync, ftruncateSync } from 'node:fs';
import { rename } from './renamed.ts';
import { tryToRemove } from './try-to-remove.ts';
import { NO_LINK, openBeside, openWithReader, type PathTarget, requireInPlace } from './whole-file.ts';
import { writeAll } from './write-all.ts';

/**
 * Writes a text of any length as it is made. A file is replaced in one step when all of it is there, by one that its
 * owner alone can read; one that cannot be replaced, such as a mount, is written in place. Throws what `pieces` throws,
 * or the system's error; the old file is unchanged then, unless it is a mount.
 */
export async function writePieces({ kind, path }: PathTarget, pieces: AsyncIterable<string>): Promise<void> {
  if (kind === 'device') return writeInto(path, pieces);
  const beside = openBeside(path);
  if (beside === null) return writeInto(path, pieces, NO_LINK);
  try {
    try {
      for await (const piece of pieces) writeAll(beside.fd, piece);
      fsyncSync(beside.fd);
    } finally {
      closeSync(beside.fd);
    }
    try {
      rename(beside.path, path);
    } catch (error) {
      requireInPlace(path, error);
      await writeInto(path, textOf(beside.path), NO_LINK);
      tryToRemove(beside.path);
    }
  } catch (error) {
    tryToRemove(beside.path);
    throw error;
  }
}

/** Opened when it is read: what cannot be written is not, and its file goes away. */
async function* textOf(path: string): AsyncGenerator<string> {
  yield* createReadStream(path, 'utf8');
}

async function writeInto(path: string, pieces: AsyncIterable<string>, flags = 0): Promise<void> {
  const fd = openWithReader(path, flags);
  try {
    let length = 0;
    for await (const piece of pieces) length += writeAll(fd, piece);
    cutAt(fd, length);
  } finally {
    closeSync(fd);
  }
}

/** What stood there before may have been longer. Pipes and devices have no length. */
function cutAt(fd: number, length: number): void {
  try {
    ftruncateSync(fd, length);
  } catch {
    // Only a regular file can be cut.
  }
}
