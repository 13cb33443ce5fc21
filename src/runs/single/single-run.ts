import { fdatasyncSync, fstatSync, futimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT, type ExitCode } from '../../errors/exit-codes.ts';
import type { ResultRecord } from '../../results/record.ts';
import type { Environment } from '../../system/environment.ts';
import { thisHolder } from '../../system/locks/lock-holder.ts';
import { trustFolder } from '../../system/trusted-files.ts';
import { closeQuietly, writeAll } from '../../system/written/write-all.ts';
import { writingCure } from '../../system/written/writing-cure.ts';
import type { Row } from '../input/row.ts';
import type { JournalHeader, OriginFacts, RecordJson } from '../journal/journal-entries.ts';
import { newRunId } from '../journal/run-paths.ts';
import { appendLedgerLine } from '../ledger/append-line.ts';
import { markAtWork } from '../ledger/at-work.ts';
import { sha256Of } from '../ledger/ledger-line.ts';
import { summaryOfOne } from '../summary.ts';
import { createSingleFile, digestRow, type SingleFile } from './single-file.ts';

/** What the call says of its change, and its row; the rest of the header is made here. */
export type SingleFacts = OriginFacts & { readonly row: Row };

/** How often the file is touched: `resume` on another machine sees by that that this process still waits. */
const BEAT_MS = 2000;

/** The record of a change of one user: a run whose journal is one file. See docs/decisions/2026-11-26-run-of-one.md. */
export class SingleRun {
  readonly run_id: string;
  readonly #facts: SingleFacts;
  readonly #file: SingleFile;
  readonly #environment: Environment;
  readonly #stopBeating: () => void;

  private constructor(file: SingleFile, facts: SingleFacts, environment: Environment) {
    const { clock } = environment;
    this.run_id = file.run_id;
    this.#facts = facts;
    this.#file = file;
    this.#environment = environment;
    this.#stopBeating = clock.tick(BEAT_MS, () => touch(file.fd, clock.now()));
  }

  /**
   * Writes down that the change is about to be sent; it is on the disk when this returns. Throws `CliError` when it
   * cannot be, and leaves no file then.
   */
  static begin(runs: string, facts: SingleFacts, environment: Environment): SingleRun {
    const { clock, random } = environment;
    const now = clock.now();
    const holder = thisHolder(environment, now);
    const firstLines = (run_id: string) => {
      const header: JournalHeader = {
        journal: 1,
        run_id,
        ...facts,
        rows: 1,
        rows_sha256: digestRow(facts.row),
        columns: Object.keys(facts.row.input),
        created_at: new Date(now).toISOString(),
        holder,
      };
      return `${JSON.stringify(header)}\n{"sent":1}\n`;
    };
    try {
      trustFolder(runs);
      const file = createSingleFile(runs, newRunId(now, random), firstLines);
      markAtWork(runs, file.run_id, holder);
      return new SingleRun(file, facts, environment);
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw fileError(`cannot write ${runs}`, error, writingCure(runs, error));
    }
  }

  /**
   * Throws `CliError` when another process has gone on with this run, as it may while this one was suspended: nothing
   * more may be sent.
   */
  assertHeld(): void {
    if (this.#isHeld()) return;
    const message = `another process has taken run ${this.run_id} while this one was suspended: nothing more is sent from here`;
    throw new CliError('RUN_LOST', EXIT.refused, message, `aitronos runs show ${this.run_id}`);
  }

  /** A process that goes on with the run writes that before it sends anything. */
  #isHeld(): boolean {
    const { fd, length, path } = this.#file;
    try {
      return fstatSync(fd).size === length;
    } catch (error) {
      throw fileError(`cannot read ${path}`, error);
    }
  }

  /**
   * Writes down what became of the change, and that the run has ended, and chains it in the ledger. Returns why the
   * ledger has no line of it; null where it has. Throws `CliError` when the record cannot be written.
   */
  async end(
    { outcome, duration_ms }: Pick<ResultRecord, 'outcome' | 'duration_ms'>,
    json: RecordJson,
    exit_code: ExitCode,
  ): Promise<string | null> {
    if (!this.#isHeld()) return null;
    const { run_id, fd, path } = this.#file;
    const { action, organization_id } = this.#facts;
    const at = new Date(this.#environment.clock.now()).toISOString();
    const ended = summaryOfOne(run_id, { action, organization_id, outcome, duration_ms }, exit_code);
    const lines = `{"row":1,"at":"${at}","record":${json}}\n${JSON.stringify({ ended })}\n`;
    let length = this.#file.length;
    try {
      length += writeAll(fd, lines);
      fdatasyncSync(fd);
    } catch (error) {
      throw fileError(`cannot write ${path}`, error);
    }
    const digest = () => ({ length, sha256: sha256Of(this.#file.text + lines) });
    const { trouble } = await appendLedgerLine(dirname(path), this.#environment, { run_id, digest });
    return trouble;
  }

  close(): void {
    this.#stopBeating();
    closeQuietly(this.#file.fd);
  }
}

function touch(fd: number, now: number): void {
  try {
    futimesSync(fd, now / 1000, now / 1000);
  } catch {
    // The next beat tries again; without beats the file only looks older than it is.
  }
}
