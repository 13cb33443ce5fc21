import { fdatasync, fdatasyncSync, writeFileSync } from 'node:fs';
import type { CliError } from '../../errors/cli-errors.ts';
import { GatheredText } from '../../system/written/gathered-text.ts';
import { closeQuietly, openCut, writeAll } from '../../system/written/write-all.ts';
import { isoTimes } from '../iso-times.ts';
import type { Summary } from '../summary.ts';
import type { JournalEntry, JournalHeader, RecordJson } from './journal-entries.ts';
import { lostError, unwrittenError, wholeError } from './run-lost.ts';
import { runIdOf } from './run-paths.ts';

// A power cut loses at most the last 100 ms, while syncing takes hardly any time.
const SYNC_EVERY_MS = 100;

/**
 * Appends to a journal. A line is handed to the operating system before its request is sent, and is on the
 * disk shortly after.
 * See docs/decisions/2026-11-23-journal-durability.md.
 */
export class Journal {
  readonly #path: string;
  readonly #fd: number;
  #offset: number;
  readonly #lines = new GatheredText();
  #written: Promise<void> | null = null;
  /** The error of a failed write. It may have left half a line, so nothing more is written. */
  #broken: CliError | null = null;
  /** The error of a disk that lost lines, which it tells once: answers are still written, and nothing more is sent. */
  #unsynced: CliError | null = null;
  #stillHeld = () => true;
  #by = '';
  /** The disk is told to keep what was written; resolves with what it said in `#unsynced`. */
  #syncing: Promise<void> | null = null;
  #synced_at = 0;
  readonly #now: () => number;
  readonly #time: () => string;

  private constructor(path: string, fd: number, offset: number, now: () => number) {
    this.#path = path;
    this.#fd = fd;
    this.#offset = offset;
    this.#now = now;
    this.#time = isoTimes(now);
  }

  /** Writes a new one; its length. Throws the system's error: there is no run yet to go on with. */
  static begin(path: string, header: JournalHeader): number {
    const line = `${JSON.stringify(header)}\n`;
    writeFileSync(path, line, { mode: 0o600, flag: 'wx', flush: true });
    return Buffer.byteLength(line);
  }

  /** Continues after the last complete line and cuts off an incomplete one. */
  static resume(path: string, length: number, now: () => number): Journal {
    return new Journal(path, openCut(path, length), length, now);
  }

  /**
   * Records that a row is sent; resolves when that is written, with all earlier lines: only then may its
   * request be sent. Rows of the same turn of the event loop share one write. Rejects with `CliError` when
   * the disk fails. `late` as in `JournalEntry`.
   */
  recordSent(row: number, late = false): Promise<void> {
    if (this.#unsynced) return Promise.reject(this.#unsynced);
    this.#line(late ? `{"sent":${row},"late":true}\n` : `{"sent":${row}}\n`);
    return this.#writeSoon();
  }

  /** Records a result; returns the byte offset of its line, which is written within this turn, before it is shown. */
  recordSettled(row: number, record: RecordJson): number {
    const at = this.#time();
    const begins = this.#line(`{"row":${row},"at":"${at}",${this.#by}"record":${record}}\n`);
    void this.#writeSoon();
    return begins;
  }

  /**
   * From now on, nothing is written after another process has taken over the run, because both would write at
   * the same place. `by`: who goes on with the run of another user, as each result says then; null: unknown.
   */
  guard(stillHeld: () => boolean, by?: string | null): void {
    this.#stillHeld = stillHeld;
    this.#by = by === undefined ? '' : `"by":${JSON.stringify(by)},`;
  }

  /**
   * Throws `CliError` (exit 1) when another process has taken over the run, or its record was moved or removed: no
   * further request may be sent for it.
   */
  assertHeld(): void {
    if (this.#broken) throw this.#broken;
    if (this.#stillHeld()) return;
    this.#broken = lostError(this.#path, runIdOf(this.#path));
    throw this.#broken;
  }

  /** Throws `CliError` (exit 1) when the file is not what was written to it. */
  #assertWhole(): void {
    this.#broken = wholeError(this.#path, this.#fd, this.#offset);
    if (this.#broken) throw this.#broken;
  }

  /** The digest of the ledger's line is left out: that line has the digest of this one. */
  async ended({ ledger_digest: _, ...ended }: Summary): Promise<void> {
    this.#line(`${JSON.stringify({ ended } satisfies JournalEntry)}\n`);
    await this.sync();
    this.#assertWhole();
  }

  /** Writes all lines and waits for the disk, also for what it still has to say of those before. */
  async sync(): Promise<void> {
    this.write();
    await this.#syncing;
    if (this.#unsynced) throw this.#unsynced;
    // A network disk may say only now that it has no room.
    this.#onDisk(() => fdatasyncSync(this.#fd));
  }

  /** Writes all lines, unless the run is lost or a write failed before, which was told then. */
  close(): void {
    try {
      if (!this.#broken && this.#stillHeld()) this.write();
    } finally {
      closeQuietly(this.#fd);
    }
  }

  /** One write for all lines of this turn of the event loop. */
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
    // Prevents an unhandled rejection when no row awaits the write; the next row, or `sync`, gets the error.
    this.#written.catch(() => {});
    return this.#written;
  }

  #line(line: string): number {
    const begins = this.#offset;
    this.#offset += this.#lines.add(line);
    return begins;
  }

  #onDisk(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#broken = unwrittenError(this.#path, error);
      throw this.#broken;
    }
  }

  /** Writes all lines so far, before any output shows them. Throws `CliError` when the disk fails. */
  write(): void {
    if (this.#broken) throw this.#broken;
    if (this.#lines.size === 0) return;
    this.assertHeld();
    this.#onDisk(() => writeAll(this.#fd, this.#lines.take()));
    const now = this.#now();
    // A clock that was set back makes the last time one to come.
    if (this.#syncing || Math.abs(now - this.#synced_at) < SYNC_EVERY_MS) return;
    this.#assertWhole();
    this.#synced_at = now;
    this.#syncing = new Promise((resolve) => {
      fdatasync(this.#fd, (error) => {
        this.#syncing = null;
        if (error) this.#unsynced ??= unwrittenError(this.#path, error);
        resolve();
      });
    });
  }
}
