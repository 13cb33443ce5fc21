import { closeSync, fchmodSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../../../system/written/made-folder.ts';
import { openCut } from '../../../system/written/write-all.ts';
import { isPositive, orNull } from '../../../validation/objects.ts';
import { DamagedData, replaceSandboxFile } from '../../data-files.ts';
import { type ChangeEvent, readEvent, UnknownKind } from './event.ts';
import { Projection, type State } from './projection.ts';

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 10;

export const LOG_FILE = 'changes.jsonl';

/** The log's path in the folder; creates the folder when it does not exist. */
export function logFile(folder: string): string {
  makeFolders(folder);
  return join(folder, LOG_FILE);
}

/** Replaces the log by an empty one, in one step. The caller holds the lock. */
export function writeFreshLog(file: string, users: number | null): void {
  replaceSandboxFile(file, `${JSON.stringify({ sandbox: 1, users })}\n`);
}

const isSize = orNull(isPositive);

/**
 * The log of changes: a header line, then one JSON line for each change, append-only. Read and written synchronously:
 * a stat takes microseconds, and no other request can run between two steps.
 */
export class EventLog {
  readonly #file: string;
  #inode: number | undefined;
  /** The number of bytes that were read: always the end of a whole line. */
  #offset = 0;
  #users: number | null = null;
  #projection = new Projection();

  constructor(file: string) {
    this.#file = file;
  }

  get state(): State {
    return { users: this.#users, projection: this.#projection };
  }

  /** Whether there was a log at the last look: a file without a whole line, as a power cut leaves it, is none. */
  get exists(): boolean {
    return this.#offset > 0;
  }

  /** Reads the lines that were appended since; a log that shrank or was replaced is read from its start. */
  readAppended(): void {
    const found = statSync(this.#file, { throwIfNoEntry: false });
    if (!found) {
      this.#forget(undefined);
      return;
    }
    if (found.ino === this.#inode && found.size === this.#offset) return;
    const log = openSync(this.#file, 'r');
    try {
      const { ino, size } = fstatSync(log);
      if (ino !== this.#inode || size < this.#offset) this.#forget(ino);
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - this.#offset));
      while (this.#readChunk(log, chunk));
    } finally {
      closeSync(log);
    }
  }

  /** Runs `work` with a function that appends a change. The caller holds the lock and has read everything. */
  append(work: (keep: (change: ChangeEvent) => void) => void): void {
    // Without half a line that a process killed while writing left behind: it would corrupt the next one.
    const log = openCut(this.#file, this.#offset);
    try {
      fchmodSync(log, 0o600);
      work((change) => this.#write(log, change));
    } finally {
      closeSync(log);
    }
  }

  #write(log: number, change: ChangeEvent): void {
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    // The next `append` cuts off the part that was written.
    if (writeSync(log, line) < line.length)
      throw new Error(`${this.#file}: there was no room for the whole line`);
    this.#offset += line.length;
    this.#projection.take(change);
  }

  #readChunk(log: number, chunk: Buffer): boolean {
    const count = readSync(log, chunk, 0, chunk.length, this.#offset);
    const end = chunk.subarray(0, count).lastIndexOf(NEWLINE) + 1;
    if (end === 0) return false;
    const lines = chunk.toString('utf8', 0, end - 1).split('\n');
    lines.forEach((line, index) => {
      this.#take(line, this.#offset === 0 && index === 0);
    });
    this.#offset += end;
    return true;
  }

  #take(line: string, first: boolean): void {
    try {
      const record = JSON.parse(line);
      if (!first) {
        this.#projection.take(readEvent(record));
      } else if (record.sandbox === 1 && isSize(record.users)) this.#users = record.users;
      else
        throw record.sandbox > 1
          ? new UnknownKind(`a log that is not known here: ${record.sandbox}`)
          : new Error();
    } catch (error) {
      if (error instanceof UnknownKind) {
        throw new DamagedData(`${this.#file}: ${error.message}; a newer version wrote it`);
      }
      throw new DamagedData(`${this.#file}: not a line of the sandbox's log: ${line.slice(0, 80)}`);
    }
  }

  #forget(inode: number | undefined): void {
    this.#inode = inode;
    this.#offset = 0;
    this.#users = null;
    this.#projection = new Projection();
  }
}
