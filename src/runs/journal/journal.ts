import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { Action, ResultRecord } from '../../results/record.ts';
import type { Summary } from '../summary.ts';

/** The first line of a journal: what the run is. */
export interface JournalHeader {
  readonly journal: 1;
  readonly run_id: string;
  readonly action: Action;
  readonly organization_id: string;
  /** The API's address, or `sandbox`. */
  readonly origin: string;
  readonly rows: number;
  readonly rows_sha256: string;
  /** The rows' own columns, in order. */
  readonly columns: readonly string[];
  readonly version: string;
  readonly created_at: string;
  /** Who began it, as far as the token or the API says so. */
  readonly by: string | null;
  /** The run whose changes this one undoes, or null. */
  readonly undoes: string | null;
}

/** A result record as JSON: written once, for the journal and for whoever watches. */
export type RecordJson = string;

/** A line after the first. */
export type JournalEntry =
  | { readonly sent: number }
  | { readonly row: number; readonly at: string; readonly record: ResultRecord }
  | { readonly ended: Summary };

// Often enough that a power cut costs next to nothing, and seldom enough to cost next to nothing itself.
const SYNC_EVERY_MS = 100;

/**
 * Appends to a journal. Lines are with the system before a request leaves, and on the disk a moment later.
 * See docs/decisions/2026-11-23-journal-durability.md.
 */
export class Journal {
  #path: string;
  readonly #fd: number;
  #offset: number;
  #lines: string[] = [];
  #written: Promise<void> | null = null;
  /** What the disk said when it failed: behind half a line nothing more may stand. */
  #broken: CliError | null = null;
  #stillHeld = () => true;
  #syncing = false;
  #synced_at = 0;
  #told = { now: Number.NaN, text: '' };
  readonly #now: () => number;

  private constructor(path: string, fd: number, offset: number, now: () => number) {
    this.#path = path;
    this.#fd = fd;
    this.#offset = offset;
    this.#now = now;
  }

  static create(path: string, header: JournalHeader, now: () => number): Journal {
    const journal = new Journal(path, openSync(path, 'ax', 0o600), 0, now);
    journal.#append(header);
    journal.sync();
    return journal;
  }

  /** Goes on after the last whole line; what was torn off behind it is cut. */
  static resume(path: string, length: number, now: () => number): Journal {
    const fd = openSync(path, 'a');
    if (fstatSync(fd).size > length) ftruncateSync(fd, length);
    return new Journal(path, fd, length, now);
  }

  /**
   * Resolves when it is written that the row is sent, with everything said before: only then may the request leave.
   * Rows of one turn of the event loop share one write. Rejects with `CliError` when the disk fails.
   */
  sent(row: number): Promise<void> {
    this.#line(`{"sent":${row}}\n`);
    return this.#writeSoon();
  }

  /** The byte at which the record's line begins. It is written within the turn, sooner than anybody is told of it. */
  settled(row: number, record: RecordJson): number {
    const at = this.#time();
    const begins = this.#line(`{"row":${row},"at":"${at}","record":${record}}\n`);
    void this.#writeSoon();
    return begins;
  }

  /** The present as ISO 8601: the answers of one turn mostly share a millisecond, and putting it in words takes longer than reading it. */
  #time(): string {
    const now = this.#now();
    if (now !== this.#told.now) this.#told = { now, text: new Date(now).toISOString() };
    return this.#told.text;
  }

  /** From now on nothing is written when the run is no longer this process's own: another one reads on where this one would write. */
  guard(stillHeld: () => boolean): void {
    this.#stillHeld = stillHeld;
  }

  /** Throws `CliError` (exit 1) when another process has taken the run: nothing more may be sent for it then. */
  assertHeld(): void {
    if (this.#broken) throw this.#broken;
    if (this.#stillHeld()) return;
    const run_id = basename(dirname(this.#path));
    const message = `another process has taken run ${run_id} while this one was suspended: nothing more is sent from here`;
    this.#broken = new CliError('RUN_LOST', EXIT.refused, message, `aitronos runs show ${run_id}`);
    throw this.#broken;
  }

  /** The file has another name from now on. */
  renamed(path: string): void {
    this.#path = path;
  }

  ended(summary: Summary): void {
    this.#append({ ended: summary });
    this.sync();
  }

  /** Writes what is left and waits for the disk. */
  sync(): void {
    this.write();
    fdatasyncSync(this.#fd);
  }

  /** Writes what is left, as far as the disk lets it. */
  close(): void {
    try {
      if (!this.#broken && this.#stillHeld()) this.write();
    } finally {
      closeSync(this.#fd);
    }
  }

  /** One write for all that is said in this turn of the event loop. */
  #writeSoon(): Promise<void> {
    if (this.#written) return this.#written;
    this.#written = new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#written = null;
        try {
          this.write();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    // Where nobody waits, a disk that fails says so to the next row, or to `sync`.
    this.#written.catch(() => {});
    return this.#written;
  }

  #append(entry: JournalEntry | JournalHeader): number {
    return this.#line(`${JSON.stringify(entry)}\n`);
  }

  #line(line: string): number {
    this.#lines.push(line);
    const begins = this.#offset;
    this.#offset += Buffer.byteLength(line);
    return begins;
  }

  /** Writes what was said so far: before anybody else is told of it. Throws `CliError` when the disk fails. */
  write(): void {
    if (this.#broken) throw this.#broken;
    if (this.#lines.length === 0) return;
    this.assertHeld();
    const bytes = Buffer.from(this.#lines.join(''));
    this.#lines = [];
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    } catch (error) {
      const run_id = basename(dirname(this.#path));
      this.#broken = fileError(
        `cannot write ${this.#path}, and what cannot be recorded is not sent`,
        error,
        `make room, and then: aitronos runs resume ${run_id}`,
      );
      throw this.#broken;
    }
    const now = this.#now();
    if (this.#syncing || now - this.#synced_at < SYNC_EVERY_MS) return;
    this.#syncing = true;
    this.#synced_at = now;
    // A disk that fails says so again when the next line is written, and the run stops there.
    fdatasync(this.#fd, () => {
      this.#syncing = false;
    });
  }
}
