import { createHash } from 'node:crypto';
import { fsyncSync, openSync } from 'node:fs';
import { closeQuietly, writeAll } from '../system/written/write-all.ts';
import { whileWriting } from './journal/run-folders.ts';

const BUFFER_BYTES = 64 * 1024;
const LONGEST_UTF8 = 3;

/**
 * Writes lines into a new file, and digests them. They are gathered as bytes: texts that wait to be written would
 * outlive the young generation of the garbage collector, which then grows.
 */
export class RowsWriter {
  readonly #file: string;
  readonly #fd: number;
  readonly #hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #used = 0;
  #closed = false;

  /** Throws the system's error where the file cannot be made, or exists. */
  constructor(file: string) {
    this.#file = file;
    this.#fd = openSync(file, 'wx', 0o600);
  }

  /** Adds a line, given without its end. Throws `CliError` where it cannot be written, as all methods do. */
  line(text: string): void {
    const most = text.length * LONGEST_UTF8 + 1;
    if (this.#used + most > BUFFER_BYTES) this.flush();
    if (most > BUFFER_BYTES) this.#write(Buffer.from(`${text}\n`));
    else {
      this.#used += this.#buffer.write(text, this.#used);
      this.#used += this.#buffer.write('\n', this.#used);
    }
  }

  /** Writes what was gathered, so that it can be read. */
  flush(): void {
    this.#write(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
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

  #write(bytes: Buffer): void {
    this.#hash.update(bytes);
    whileWriting(this.#file, () => writeAll(this.#fd, bytes));
  }
}
