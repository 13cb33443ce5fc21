import { createHash } from 'node:crypto';
import { fsyncSync, openSync } from 'node:fs';
import { GatheredText } from '../system/written/gathered-text.ts';
import { closeQuietly, writeAll } from '../system/written/write-all.ts';
import { whileWriting } from './journal/run-folders.ts';

/** So many are written at once. */
const MOST_BYTES = 64 * 1024;

/** Writes lines into a new file, and digests them. */
export class RowsWriter {
  readonly #file: string;
  readonly #fd: number;
  readonly #hash = createHash('sha256');
  readonly #lines = new GatheredText();
  #closed = false;

  /** Throws the system's error where the file cannot be made, or exists. */
  constructor(file: string) {
    this.#file = file;
    this.#fd = openSync(file, 'wx', 0o600);
  }

  /** Adds a line, given without its end. Throws `CliError` where it cannot be written, as all methods do. */
  line(text: string): void {
    this.#lines.add(`${text}\n`);
    if (this.#lines.size >= MOST_BYTES) this.flush();
  }

  /** Writes what was gathered, so that it can be read. */
  flush(): void {
    const bytes = this.#lines.take();
    this.#hash.update(bytes);
    whileWriting(this.#file, () => writeAll(this.#fd, bytes));
  }

  /** The SHA-256 of the lines so far. */
  digest(): string {
    this.flush();
    return this.#hash.copy().digest('hex');
  }

  /** Brings all of it onto the disk; the SHA-256 of the file. */
  finish(): string {
    this.flush();
    whileWriting(this.#file, () => fsyncSync(this.#fd));
    this.close();
    return this.#hash.digest('hex');
  }

  /** A second call changes nothing. */
  close(): void {
    if (!this.#closed) closeQuietly(this.#fd);
    this.#closed = true;
  }
}
