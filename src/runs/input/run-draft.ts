import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownSecrets } from '../../secrets/known-secrets.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { syncFolder } from '../../system/written/made-folder.ts';
import { rename } from '../../system/written/renamed.ts';
import { tryToRemove } from '../../system/written/try-to-remove.ts';
import { Journal } from '../journal/journal.ts';
import type { JournalHeader, OriginFacts } from '../journal/journal-entries.ts';
import { makeUnnamedFolder, unnamedFolder, whileWriting } from '../journal/run-folders.ts';
import { journalFile } from '../journal/run-paths.ts';
import { RowsWriter } from '../rows-writer.ts';
import { type ColumnsRead, NONE_LEFT_OUT } from '../summary.ts';
import type { Row } from './rows.ts';
import { rowsFile, rowsIn } from './rows-file.ts';

/** A draft of a run: its checked rows are in a folder that becomes the run's when it begins. */
export class RunDraft {
  readonly run_id: string;
  /** The rows of the file that the run leaves out; kept in its journal. */
  leftOut = NONE_LEFT_OUT;
  readonly #runs: string;
  readonly #secrets: KnownSecrets;
  readonly #folder: string;
  #writer: RowsWriter;
  #columns = new Set<string>();
  #columnsRead: ColumnsRead | undefined;
  #rows = 0;
  #begun = false;

  /**
   * `runs` is the folder of all runs. When two runs want the same id, the later one gets a longer id. What is kept of
   * a file holds none of the secrets.
   */
  constructor(runs: string, wanted_id: string, secrets: KnownSecrets) {
    this.#runs = runs;
    this.#secrets = secrets;
    trustFolder(runs);
    this.run_id = whileWriting(runs, () => makeUnnamedFolder(runs, wanted_id));
    this.#folder = unnamedFolder(runs, this.run_id);
    this.#writer = whileWriting(runs, () => new RowsWriter(rowsFile(this.#folder)));
  }

  get rows(): number {
    return this.#rows;
  }

  /** The columns of the rows so far, and of their file where it has been read. */
  get columns(): ReadonlySet<string> {
    return this.#columns;
  }

  /** The columns of the whole file, in its order: rows may lack some, or all may have been left out. */
  set carried(names: readonly string[]) {
    this.#columns = new Set([...this.#withoutSecrets(names), ...this.#columns]);
  }

  /** Which columns of the file were read; kept in the journal. Absent for arguments and lists. */
  get columnsRead(): ColumnsRead | undefined {
    return this.#columnsRead;
  }

  set columnsRead(read: ColumnsRead | undefined) {
    this.#columnsRead = this.#withoutSecrets(read);
  }

  keep(row: Row): void {
    const line = JSON.stringify(row);
    const input = this.#secrets.mayBeIn(line, true) ? this.#withoutSecrets(row.input) : row.input;
    for (const column of Object.keys(input)) this.#columns.add(column);
    this.#rows += 1;
    this.#writer.line(input === row.input ? line : JSON.stringify({ ...row, input }));
  }

  #withoutSecrets<T>(value: T): T {
    const json = JSON.stringify(value) ?? '';
    return this.#secrets.mayBeIn(json) ? JSON.parse(this.#secrets.redactJson(json)) : value;
  }

  /** The SHA-256 of the rows so far, as the journal of their run has it. */
  digest(): string {
    return this.#writer.digest();
  }

  /** How long the file of the rows so far is. */
  bytes(): number {
    this.#writer.flush();
    return statSync(rowsFile(this.#folder)).size;
  }

  async *read(): AsyncGenerator<Row> {
    this.#writer.flush();
    yield* rowsIn(rowsFile(this.#folder));
  }

  /** Reads the rows one by one, to be kept again in another form. */
  async *rewrite(): AsyncGenerator<Row> {
    this.#writer.flush();
    this.#writer.close();
    const kept = `${rowsFile(this.#folder)}.old`;
    whileWriting(this.#folder, () => {
      rename(rowsFile(this.#folder), kept);
      this.#writer = new RowsWriter(rowsFile(this.#folder));
    });
    this.#rows = 0;
    yield* rowsIn(kept);
    rmSync(kept);
  }

  /** Makes it a run; returns its folder and journal. */
  begin(
    facts: OriginFacts,
    now: () => number,
  ): { readonly path: string; readonly journal: Journal; readonly header: JournalHeader } {
    const rows_sha256 = this.#writer.finish();
    const header: JournalHeader = {
      journal: 1,
      run_id: this.run_id,
      ...facts,
      rows: this.#rows,
      rows_sha256,
      columns: [...this.#columns],
      created_at: new Date(now()).toISOString(),
      ...(this.leftOut.not_due + this.leftOut.not_chosen > 0 && { left_out: this.leftOut }),
      ...(this.columnsRead && { columns_read: this.columnsRead }),
    };
    const folder = join(this.#runs, this.run_id);
    // In this order a power cut leaves a whole run or none: first the files, then their folder, then its name.
    const journal = whileWriting(folder, () => {
      const length = Journal.begin(journalFile(this.#folder), header);
      syncFolder(this.#folder);
      // No file in it is open now: Windows would give it no other name.
      rename(this.#folder, folder);
      this.#begun = true;
      syncFolder(this.#runs);
      return Journal.resume(journalFile(folder), length, now);
    });
    return { path: folder, journal, header };
  }

  /** Deletes the draft, unless it became a run. Never throws: why the call ended counts. */
  discard(): void {
    if (this.#begun) return;
    this.#writer.close();
    tryToRemove(this.#folder, true);
  }
}
