import { CliError } from '../errors/cli-errors.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { report } from '../errors/report.ts';
import { operationOf } from '../operations/by-action.ts';
import type { ResultRecord } from '../results/record.ts';
import type { Row } from './input/rows.ts';
import { missingRecord, type ReadableRun } from './journal/recorded-results.ts';
import { LEFT_OUT_CODE } from './journal/row-states.ts';
import { summarize } from './journal/run-reader.ts';
import { runRowBlocks } from './journal/run-rows.ts';
import type { OpenRun } from './lifecycle.ts';
import { RowSet } from './row-set.ts';
import { runExitCode, type Summary } from './summary.ts';
import { type EarlyStop, runWorkers, type SendingOptions } from './workers.ts';

export interface ExecuteOptions extends SendingOptions {
  /** Selects the rows to send. */
  readonly wanted: (row: number) => boolean;
}

export interface EndedRun extends EarlyStop {
  readonly summary: Summary;
  /** The number of rows that are open, or were selected in this session and not sent. */
  readonly undone: number;
  /** Why the ledger has no line of it, or null. */
  readonly unrecorded: string | null;
}

/**
 * Sends the selected rows and finalizes the run. Throws when the disk fails; the rows then have the state in
 * the journal.
 */
export async function executeRows(run: OpenRun, options: ExecuteOptions): Promise<EndedRun> {
  const { header, states, journal, worked_ms } = run;
  const { clock, strict, onSettled, wanted } = options;
  const started = clock.monotonic();
  const settled = new RowSet(states.total);
  const { stop: stopped, ...why } = await runWorkers({
    ...options,
    operation: operationOf[header.action],
    organization_id: header.organization_id,
    missing: header.missing,
    rows: chosenBlocks(run, wanted),
    states,
    isResumed: run.isResumed,
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
    exit_code: runExitCode(states, stop, strict),
  });
  await journal.ended(summary);
  const { digest, trouble } = await run.record();
  const undone = states.count((row) => missed(row) || states.isOpen(row));
  const told = { ...summary, ledger_digest: digest };
  return { summary: told, stop, undone, ...why, unrecorded: trouble };
}

async function* chosenBlocks(run: ReadableRun, wanted: ExecuteOptions['wanted']): AsyncGenerator<Row[]> {
  for await (const block of runRowBlocks(run)) yield block.filter(({ row }) => wanted(row));
}

/** The rows of a run that `wanted` selects. */
export async function* selectRows(run: ReadableRun, wanted: ExecuteOptions['wanted']): AsyncGenerator<Row> {
  for await (const block of chosenBlocks(run, wanted)) yield* block;
}

/** Records that these rows are never sent, each because of a later run (its id). */
export async function leaveOut(run: OpenRun, rows: ReadonlyMap<number, string>): Promise<void> {
  const { header, journal, states } = run;
  for await (const row of selectRows(run, (number) => rows.has(number))) {
    const later = rows.get(row.row) ?? '';
    const message = `run ${later} changed this user later`;
    const { body } = report(
      new CliError(LEFT_OUT_CODE, EXIT.refused, message, `aitronos runs show ${later}`),
    );
    const record: ResultRecord = { ...missingRecord(header, states, row), error: body };
    states.setRecord(row.row, record, journal.recordSettled(row.row, JSON.stringify(record)));
  }
}
