import { fileError } from '../errors/cli-errors.ts';
import { operationOf } from '../operations/by-action.ts';
import { hasLineAfter } from '../system/file-lines.ts';
import { placeCure } from '../system/place-cure.ts';
import type { RunDraft } from './input/run-draft.ts';
import { findRun } from './journal/find-run.ts';
import { Journal } from './journal/journal.ts';
import type { OriginFacts } from './journal/journal-entries.ts';
import type { ReadableRun } from './journal/recorded-results.ts';
import { RowStates } from './journal/row-states.ts';
import { nameRun } from './journal/run-folders.ts';
import { acquireRunLock } from './journal/run-lease.ts';
import { lostError } from './journal/run-lost.ts';
import { journalFile } from './journal/run-paths.ts';
import { type FoundRun, readRun, summarize } from './journal/run-reader.ts';
import type { Recorded, Recorder } from './ledger/append-line.ts';
import { beginWork, catchUp, type EndingWork } from './ledger/end-of-work.ts';
import { onceCallIsOver } from './single/call-over.ts';
import { runExitCode } from './summary.ts';

/** A run that this process executes. */
export interface OpenRun extends ReadableRun, EndingWork {
  readonly isOwn: true;
  readonly journal: Journal;
  /** True where an earlier session looked its users up. */
  readonly isResumed: boolean;
  /** Milliseconds spent on it in earlier sessions. */
  readonly worked_ms: number;
}

/** Creates a run with the rows of its draft. */
export async function createRun(draft: RunDraft, facts: OriginFacts, host: Recorder): Promise<OpenRun> {
  const { path, journal, header } = draft.begin(facts, () => host.clock.now());
  const again = `\`aitronos runs resume ${header.run_id}\``;
  const lease = await acquireRunLock(path, host, again).catch((error: unknown) => {
    journal.close();
    throw error;
  });
  journal.guard(lease.stillHeld);
  const states = new RowStates(header.rows, operationOf[header.action].repeatable);
  const { record, close } = beginWork({ path, header }, journal, lease.stillHeld, host);
  const closeBoth = async () => {
    await close();
    await lease.release();
  };
  const known = { path, header, states, isResumed: false, worked_ms: 0 };
  return { ...known, isOwn: true, journal, record, close: closeBoth };
}

/** A run locked by this process: no other process may work on it until `release`. */
export interface AcquiredRun {
  readonly run: FoundRun;
  readonly release: () => Promise<void>;
}

/** Locks an existing run. Throws `CliError` when another process works on it. */
export async function acquireRun(runs: string, prefix: string, host: Recorder): Promise<AcquiredRun> {
  const path = nameRun(runs, findRun(runs, prefix));
  const lease = await acquireRunLock(path, host);
  try {
    const read = await onceCallIsOver(await readRun(path), host);
    const run = { ...read, stillHeld: lease.stillHeld };
    await catchUp(runs, host, run);
    return { run, release: () => lease.release() };
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/**
 * Continues a locked run; cuts an incomplete last line off its journal. `close` does not release the lock, which its
 * holder does. Throws `CliError` where another process has gone on with it since it was read, as while a question
 * waited and this one was suspended: its lines would be cut off. `by`: who goes on with it; null where that is unknown.
 */
export function continueRun(found: FoundRun, host: Recorder, by = found.header.by ?? null): OpenRun {
  const { path, header, states, worked_ms, length, stillHeld } = found;
  const isOthers = !stillHeld() || hasLineAfter(journalFile(path), length);
  if (isOthers) throw lostError(path, header.run_id);
  const journal = reopen(journalFile(path), length, host);
  journal.guard(stillHeld, by === (header.by ?? null) ? undefined : by);
  const work = beginWork(found, journal, stillHeld, host);
  return { path, header, isOwn: true, states, isResumed: true, worked_ms, journal, ...work };
}

function reopen(file: string, length: number, { clock }: Recorder): Journal {
  try {
    return Journal.resume(file, length, () => clock.now());
  } catch (error) {
    throw fileError(`nothing was sent: ${file} cannot be written`, error, placeCure(file, error));
  }
}

/** Finalizes a run that was cut off after its last row, and returns it as it is then, and what the ledger has of it. */
export async function finalizeRun(
  found: FoundRun,
  strict: boolean,
  host: Recorder,
): Promise<{ readonly run: FoundRun; readonly recorded: Recorded }> {
  const { header, states, worked_ms } = found;
  const exit_code = runExitCode(states, null, strict);
  const summary = summarize(header, states, { duration_ms: worked_ms, exit_code });
  const { journal, record, close } = continueRun(found, host);
  try {
    await journal.ended(summary);
    const recorded = await record();
    return { run: { ...found, summary: { ...summary, ledger_digest: recorded.digest } }, recorded };
  } finally {
    await close();
  }
}
