import type { Client } from '../api/client.ts';
import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { report } from '../errors/report.ts';
import { operationOf } from '../operations/by-action.ts';
import type { ResultRecord } from '../results/record.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Clock } from '../system/clock.ts';
import type { Environment } from '../system/environment.ts';
import type { Lease } from '../system/lease.ts';
import type { Row } from './input/rows.ts';
import { rowBlocks, rowsFile } from './input/rows-file.ts';
import type { RunDraft } from './input/run-draft.ts';
import { Journal, type JournalHeader } from './journal/journal.ts';
import { missingRecord, type ReadableRun } from './journal/recorded-results.ts';
import { LEFT_OUT_CODE, RowStates } from './journal/row-states.ts';
import { findRun, journalFile, nameFolder } from './journal/run-folders.ts';
import { acquireRunLock } from './journal/run-lease.ts';
import { type FoundRun, readRun, summarize } from './journal/run-reader.ts';
import type { Limiter } from './rate-limit/gate.ts';
import { RowSet } from './row-set.ts';
import { runExitCode, type Stop, type Summary } from './summary.ts';
import { type OnSettled, runWorkers } from './workers.ts';

type Keeper = Pick<Environment, 'pid' | 'isAlive' | 'clock'>;

/** A run that this process executes. */
export interface OpenRun extends ReadableRun {
  readonly journal: Journal;
  /** Milliseconds spent on it in earlier sessions. */
  readonly worked_ms: number;
  /** Closes the journal; releases the lock of a new run. */
  readonly close: () => Promise<void>;
}

/** Creates a run with the rows of its draft. */
export async function createRun(
  draft: RunDraft,
  facts: Pick<JournalHeader, 'action' | 'organization_id' | 'origin' | 'version' | 'by' | 'undoes'>,
  host: Keeper,
): Promise<OpenRun> {
  const { folder, journal, header } = draft.begin(facts, () => host.clock.now());
  const lease = await acquireRunLock(folder, host).catch((error: unknown) => {
    journal.close();
    throw error;
  });
  journal.guard(lease.stillHeld);
  const states = new RowStates(header.rows, operationOf[header.action].repeatable);
  return { folder, header, journal, states, worked_ms: 0, close: closeBoth(journal, lease) };
}

/** A run locked by this process: no other process may work on it until `release`. */
export interface AcquiredRun {
  readonly run: FoundRun;
  readonly release: () => Promise<void>;
}

/** Locks an existing run. Throws `CliError` when another process works on it. */
export async function acquireRun(runs: string, prefix: string, host: Keeper): Promise<AcquiredRun> {
  const folder = nameFolder(runs, findRun(runs, prefix));
  const lease = await acquireRunLock(folder, host);
  try {
    const run = { ...(await readRun(folder)), stillHeld: lease.stillHeld };
    return { run, release: () => lease.release() };
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/**
 * Continues a locked run; cuts an incomplete last line off its journal. `close` does not release the lock,
 * which its holder does.
 */
export function continueRun(found: FoundRun, host: Keeper): OpenRun {
  const { folder, header, states, worked_ms, length, stillHeld } = found;
  const journal = Journal.resume(journalFile(folder), length, () => host.clock.now());
  journal.guard(stillHeld);
  return { folder, header, states, worked_ms, journal, close: async () => journal.close() };
}

const closeBoth = (journal: Journal, lease: Lease) => async () => {
  journal.close();
  await lease.release();
};

/** How to execute a run. */
export interface ExecuteOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limiter: Limiter;
  readonly failFast: boolean;
  readonly strict: boolean;
  /** Redacted in records. */
  readonly secrets: KnownSecrets;
  /** Selects the rows to send. */
  readonly wanted: (row: number) => boolean;
  readonly onRetry?: (row: Row) => void;
  readonly onSettled: OnSettled;
}

/** The end of a session of a run. */
export interface EndedRun {
  readonly summary: Summary;
  /** The reason why it stopped before its last row, or null. */
  readonly stop: Stop | null;
  /** The number of rows that are open, or were selected in this session and not sent. */
  readonly undone: number;
  /** Seconds that the API asked to wait, or null. */
  readonly retry_after_s: number | null;
}

/**
 * Sends the selected rows and finalizes the run. Throws when the disk fails; the rows then have the state in
 * the journal.
 */
export async function executeRows(run: OpenRun, manner: ExecuteOptions): Promise<EndedRun> {
  const { header, states, journal, worked_ms } = run;
  const { clock, strict, onSettled, wanted } = manner;
  const started = clock.monotonic();
  const settled = new RowSet(states.total);
  const { stop: stopped, retry_after_s } = await runWorkers({
    ...manner,
    operation: operationOf[header.action],
    organization_id: header.organization_id,
    rows: chosenBlocks(run, wanted),
    states,
    journal,
    onSettled: (row, record, json) => {
      settled.add(row.row);
      return onSettled(row, record, json);
    },
  });
  const missed = (row: number) => wanted(row) && !settled.has(row);
  // A stop after the last row has no effect, so it is not reported.
  const stop = states.count((row) => missed(row) || (wanted(row) && states.isOpen(row))) > 0 ? stopped : null;
  const summary = summarize(header, states, {
    duration_ms: worked_ms + Math.round(clock.monotonic() - started),
    exit_code: runExitCode(states.counts(), stop, strict),
  });
  journal.ended(summary);
  return { summary, stop, undone: states.count((row) => missed(row) || states.isOpen(row)), retry_after_s };
}

/** Finalizes a run that was cut off after its last row, and returns it as it is then. */
export async function finalizeRun(found: FoundRun, strict: boolean, host: Keeper): Promise<FoundRun> {
  const { header, states, worked_ms } = found;
  const exit_code = runExitCode(states.counts(), null, strict);
  const summary = summarize(header, states, { duration_ms: worked_ms, exit_code });
  const { journal, close } = continueRun(found, host);
  try {
    journal.ended(summary);
  } finally {
    await close();
  }
  return { ...found, summary };
}

async function* chosenBlocks(
  { folder }: ReadableRun,
  wanted: ExecuteOptions['wanted'],
): AsyncGenerator<Row[]> {
  for await (const block of rowBlocks(rowsFile(folder))) yield block.filter(({ row }) => wanted(row));
}

/** The rows of a run that `wanted` selects. */
export async function* selectRows(run: ReadableRun, wanted: ExecuteOptions['wanted']): AsyncGenerator<Row> {
  for await (const block of chosenBlocks(run, wanted)) yield* block;
}

/** Records that these rows are never sent, each because of a later run (its id). */
export async function leaveOut(run: OpenRun, rows: ReadonlyMap<number, string>): Promise<void> {
  const { header, journal, states } = run;
  for await (const row of selectRows(run, (number) => rows.has(number))) {
    const message = `run ${rows.get(row.row)} changed this user later`;
    const { body } = report(new CliError(LEFT_OUT_CODE, EXIT.refused, message));
    const record: ResultRecord = { ...missingRecord(header, states, row), error: body };
    states.setRecord(row.row, record, journal.recordSettled(row.row, JSON.stringify(record)));
  }
}
