import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { trustFolder } from '../../system/trusted-files.ts';
import { syncFolder } from '../../system/written/synced-folder.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalHeader, OriginFacts } from '../journal/journal-entries.ts';
import { makeUnnamedFolder, unnamedFolder, whileWriting } from '../journal/run-folders.ts';
import { journalFile } from '../journal/run-paths.ts';
import type { ColumnsRead, LeftOut } from '../summary.ts';
import type { Row } from './rows.ts';
import { rowsFile, rowsIn } from './rows-file.ts';

const WRITE_BYTES = 64 * 1024;

/** A draft of a run: its checked rows are in a folder that becomes the run's when it begins. */
export class RunDraft {
  readonly run_id: string;
  /** The rows of the file that the run leaves out; kept in its journal. */
  leftOut: LeftOut = { not_due: 0, not_chosen: 0 };
  /** Which columns of the file were read; kept in the journal. Absent for arguments and lists. */
  columnsRead: ColumnsRead | undefined;
  readonly #runs: string;
  readonly #folder: string;
  #fd: number;
  #hash = createHash('sha256');
  readonly #columns = new Set<string>();
  #text = '';
  #rows = 0;
  #closed = false;
  #begun = false;

  /** `runs` is the folder of all runs. When two runs want the same id, the later one gets a longer id. */
  constructor(runs: string, wanted_id: string) {
    this.#runs = runs;
    trustFolder(runs);
    this.run_id = whileWriting(runs, () => makeUnnamedFolder(runs, wanted_id));
    this.#folder = unnamedFolder(runs, this.run_id);
    this.#fd = whileWriting(runs, () => openSync(rowsFile(this.#folder), 'wx', 0o600));
  }

  get rows(): number {
    return this.#rows;
  }

  /** The columns of the rows so far. */
  get columns(): ReadonlySet<string> {
    return this.#columns;
  }

  keep(row: Row): void {
    for (const column of Object.keys(row.input)) this.#columns.add(column);
    this.#rows += 1;
    this.#text += `${JSON.stringify(row)}\n`;
    if (this.#text.length > WRITE_BYTES) this.#write();
  }

  /** The rows so far, one by one. */
  async *read(): AsyncGenerator<Row> {
    this.#write();
    yield* rowsIn(rowsFile(this.#folder));
  }

  /** Reads the rows one by one, to be kept again in another form. */
  async *rewrite(): AsyncGenerator<Row> {
    this.#write();
    this.#close();
    const kept = `${rowsFile(this.#folder)}.old`;
    whileWriting(this.#folder, () => {
      renameSync(rowsFile(this.#folder), kept);
      this.#fd = openSync(rowsFile(this.#folder), 'wx', 0o600);
    });
    this.#closed = false;
    this.#hash = createHash('sha256');
    this.#rows = 0;
    yield* rowsIn(kept);
    rmSync(kept);
  }

  /** Makes it a run; returns its folder and journal. */
  begin(
    facts: OriginFacts,
    now: () => number,
  ): { readonly path: string; readonly journal: Journal; readonly header: JournalHeader } {
    this.#write();
    whileWriting(rowsFile(this.#folder), () => fsyncSync(this.#fd));
    this.#close();
    const header: JournalHeader = {
      journal: 1,
      run_id: this.run_id,
      ...facts,
      rows: this.#rows,
      rows_sha256: this.#hash.digest('hex'),
      columns: [...this.#columns],
      created_at: new Date(now()).toISOString(),
      ...(this.leftOut.not_due + this.leftOut.not_chosen > 0 && { left_out: this.leftOut }),
      ...(this.columnsRead && { columns_read: this.columnsRead }),
    };
    const folder = join(this.#runs, this.run_id);
    // In this order a power cut leaves a whole run or none: first the files, then their folder, then its
    // name.
    const journal = whileWriting(folder, () => Journal.create(journalFile(this.#folder), header, now));
    whileWriting(folder, () => {
      syncFolder(this.#folder);
      renameSync(this.#folder, folder);
      this.#begun = true;
      syncFolder(this.#runs);
    });
    journal.setPath(journalFile(folder));
    return { path: folder, journal, header };
  }

  /** Deletes the draft, unless it became a run. */
  discard(): void {
    if (this.#begun) return;
    this.#close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(): void {
    this.#hash.update(this.#text);
    const bytes = Buffer.from(this.#text);
    whileWriting(rowsFile(this.#folder), () => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    });
    this.#text = '';
  }

  #close(): void {
    if (!this.#closed) closeSync(this.#fd);
    this.#closed = true;
  }
}
