import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Of most journals the buffer needs far less, and there may be ten thousand of them. */
const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

export interface JournalDigest {
  /** The length of its whole lines, in bytes. */
  readonly length: number;
  /** SHA-256 of them, hex. */
  readonly sha256: string;
}

/** What a journal holds, for comparison with what was recorded of it. */
export interface JournalDigests extends JournalDigest {
  /** The SHA-256 of its first bytes, by the lengths that were asked for; none where the journal is shorter. */
  readonly prefixes: ReadonlyMap<number, string>;
}

/**
 * The digest of a journal's whole lines: what stands after the last line end is cut off when the run goes on. With
 * `lengths`, also of so many of its first bytes. Throws the system's error.
 */
export function digestJournal(path: string, lengths: Iterable<number> = []): JournalDigests {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return digest(fd, new Set(lengths));
  } finally {
    closeSync(fd);
  }
}

function digest(fd: number, lengths: ReadonlySet<number>): JournalDigests {
  const hash = createHash('sha256');
  const prefixes = new Map<number, string>();
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, fstatSync(fd).size + 1));
  let whole: { readonly length: number; readonly hash: typeof hash } = { length: 0, hash: hash.copy() };
  let size = 0;
  for (;;) {
    const chunk = buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, null));
    if (chunk.length === 0) break;
    let done = 0;
    const hashTo = (end: number) => {
      hash.update(chunk.subarray(done, end));
      done = end;
    };
    const line_end = chunk.lastIndexOf(NEWLINE) + 1;
    const stops = [...lengths].map((length) => length - size).filter((at) => at > 0 && at <= chunk.length);
    for (const stop of [...stops, line_end].sort((a, b) => a - b)) {
      hashTo(stop);
      if (stop === line_end && line_end > 0) whole = { length: size + stop, hash: hash.copy() };
      if (lengths.has(size + stop)) prefixes.set(size + stop, hash.copy().digest('hex'));
    }
    hashTo(chunk.length);
    size += chunk.length;
  }
  return { length: whole.length, sha256: whole.hash.digest('hex'), prefixes };
}
