import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CliError, EXIT, fileError, usageError } from '../errors.ts';
import { trustFile, trustFolder } from '../own-files.ts';
import { type Header, Journal } from './journal.ts';
import type { Row } from './rows.ts';
import { rowsFile, rowsIn } from './staged-rows.ts';

/** The file of a run's journal. */
export const journalFile = (folder: string) => join(folder, 'journal.jsonl');

const WRITE_BYTES = 64 * 1024;

/** A run in the making: its checked rows lie in a folder that becomes the run's own when it is begun. */
export class Staging {
  readonly run_id: string;
  readonly #runs: string;
  readonly #folder: string;
  #fd: number;
  #hash = createHash('sha256');
  readonly #columns = new Set<string>();
  #text = '';
  #rows = 0;
  #closed = false;

  /** `runs` is the folder of all runs. Of two that begin in one second with the same tail, the later one gets a longer name. */
  constructor(runs: string, wanted_id: string) {
    this.#runs = runs;
    trustFolder(runs);
    this.run_id = writing(runs, () => freeId(runs, wanted_id));
    this.#folder = join(runs, `.${this.run_id}`);
    this.#fd = writing(runs, () => openSync(rowsFile(this.#folder), 'wx', 0o600));
  }

  get rows(): number {
    return this.#rows;
  }

  keep(row: Row): void {
    for (const column of Object.keys(row.input)) this.#columns.add(column);
    this.#rows += 1;
    this.#text += `${JSON.stringify(row)}\n`;
    if (this.#text.length > WRITE_BYTES) this.#write();
  }

  /** Gives the rows back one by one, to be kept once more in another form. */
  async *takeOut(): AsyncGenerator<Row> {
    this.#write();
    this.#close();
    const kept = `${rowsFile(this.#folder)}.old`;
    writing(this.#folder, () => {
      renameSync(rowsFile(this.#folder), kept);
      this.#fd = openSync(rowsFile(this.#folder), 'wx', 0o600);
    });
    this.#closed = false;
    this.#hash = createHash('sha256');
    this.#rows = 0;
    yield* rowsIn(kept);
    rmSync(kept);
  }

  /** Makes it a run; gives back its folder and its journal. */
  begin(
    facts: Pick<Header, 'action' | 'organization_id' | 'origin' | 'version' | 'by' | 'undoes'>,
    now: () => number,
  ): { readonly folder: string; readonly journal: Journal; readonly header: Header } {
    this.#write();
    this.#close();
    const header: Header = {
      journal: 1,
      run_id: this.run_id,
      ...facts,
      rows: this.#rows,
      rows_sha256: this.#hash.digest('hex'),
      columns: [...this.#columns],
      created_at: new Date(now()).toISOString(),
    };
    const folder = join(this.#runs, this.run_id);
    const journal = writing(folder, () => Journal.create(journalFile(this.#folder), header, now));
    writing(folder, () => renameSync(this.#folder, folder));
    journal.renamed(journalFile(folder));
    return { folder, journal, header };
  }

  /** Nothing is to be run: leaves no trace. */
  discard(): void {
    this.#close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(): void {
    this.#hash.update(this.#text);
    const bytes = Buffer.from(this.#text);
    writing(rowsFile(this.#folder), () => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    });
    this.#text = '';
  }

  #close(): void {
    if (!this.#closed) closeSync(this.#fd);
    this.#closed = true;
  }
}

/** Does what writes to the disk; a failure names the place. */
function writing<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CliError ? error : fileError(`cannot write ${place}`, error);
  }
}

/** Makes the folder of a run in the making, under the first name that no run has. */
function freeId(runs: string, wanted: string): string {
  mkdirSync(runs, { recursive: true, mode: 0o700 });
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    try {
      if (existsSync(join(runs, id))) continue;
      mkdirSync(join(runs, `.${id}`), { mode: 0o700 });
      return id;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** The ids of all runs, newest first. */
export function runIds(runs: string): string[] {
  trustFolder(runs);
  try {
    return readdirSync(runs, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort()
      .reverse();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** More than the records of any run of ours. */
const MOST_BYTES = 16 * 1024 ** 3;

/** The folder of a run in which nobody else can have written. Throws `CliError`. */
function believed(folder: string): string {
  trustFolder(folder);
  const files = [journalFile(folder), rowsFile(folder), join(folder, 'owner.json')];
  for (const file of files) if (existsSync(file)) trustFile(file, MOST_BYTES);
  return folder;
}

const MOST_CANDIDATES = 10;

/** The run whose id begins so. Throws `CliError`: usage where nothing is said, exit 1 when there is none, or more than one. */
export function findRun(runs: string, prefix: string): string {
  const hint = 'aitronos runs list';
  if (prefix === '') throw usageError('an empty run id', hint);
  const found = runIds(runs).filter((id) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined)
    throw new CliError('RUN_NOT_FOUND', EXIT.refused, `no run begins with ${prefix}`, hint);
  if (found.length === 1 || found.includes(prefix))
    return believed(join(runs, found.length === 1 ? only : prefix));
  const candidates = found.slice(0, MOST_CANDIDATES);
  const more = found.length > candidates.length ? `, and ${found.length - candidates.length} more` : '';
  const message = `${found.length} runs begin with ${prefix}: ${candidates.join(', ')}${more}`;
  throw new CliError('RUN_NOT_FOUND', EXIT.refused, message, hint, {
    details: { candidates, candidate_count: found.length },
  });
}

/** An id that sorts by time: `20260301-120000-4f2a`. */
export function newRunId(now: number, random: () => number): string {
  const [date = '', time = ''] = new Date(now).toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const tail = Math.floor(random() * 0x10000).toString(16);
  return `${date}-${time}-${tail.padStart(4, '0')}`;
}
