import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { WITH_ORIGINAL_FILE } from '../../operations/operation.ts';
import { placeCure } from '../../system/place-cure.ts';
import { rowsFile } from '../input/rows-file.ts';
import { NONE_LEFT_OUT, type Summary } from '../summary.ts';
import { findRun } from './find-run.ts';
import type { JournalHeader } from './journal-entries.ts';
import { damagedJournalError, type ReadJournal, readJournal } from './journal-reader.ts';
import type { ReadableRun } from './recorded-results.ts';
import type { RowStates } from './row-states.ts';
import { runPath } from './run-folders.ts';
import { journalFile } from './run-paths.ts';
import { digestOfRows } from './run-rows.ts';

/** A run and the content of its journal. */
export interface FoundRun extends ReadableRun, Omit<ReadJournal, 'ended'> {
  /** `exit_code` is null for a run that was cut off. */
  readonly summary: Summary;
  /** Whether this process still holds the run; always true for a run that is only read. */
  readonly stillHeld: () => boolean;
}

/** Opens a run for reading, by the beginning of its id. */
export const openRun = async (runs: string, prefix: string): Promise<FoundRun> =>
  runById(runs, findRun(runs, prefix));

/** The same by its whole id. */
export const runById = async (runs: string, id: string): Promise<FoundRun> => readRun(runPath(runs, id));

/** Reads a run. `path`: where it is. */
export async function readRun(path: string): Promise<FoundRun> {
  const { ended, ...read } = await readJournal(journalFile(path));
  const { header, states, worked_ms } = read;
  const summary = summarize(header, states, { duration_ms: worked_ms, exit_code: ended?.exit_code ?? null });
  return { ...read, path, summary, stillHeld: () => true };
}

/** The counts of the rows, and how the run ended. */
export function summarize(
  header: JournalHeader,
  states: RowStates,
  end: Pick<Summary, 'duration_ms' | 'exit_code'>,
): Summary {
  const { run_id, action, organization_id, rows, left_out, columns_read: columns } = header;
  return {
    ...{ run_id, action, organization_id, total: rows },
    ...states.counts(),
    ...{ ...NONE_LEFT_OUT, ...left_out },
    ...end,
    ledger_digest: null,
    ...(columns && { columns }),
  };
}

/** The name of an API in a sentence. */
export const apiName = (origin: string): string => (origin === 'sandbox' ? 'the sandbox' : origin);

/** Refuses a run that was begun with another API address. Throws `CliError` (usage). */
export function checkOrigin({ header }: ReadableRun, origin: string): void {
  if (header.origin === origin) return;
  // The two contradict each other: the sandbox has an address of its own.
  const first = origin === 'sandbox' ? 'leave the sandbox (--sandbox, AITRONOS_SANDBOX), and ' : '';
  const hint = header.origin === 'sandbox' ? 'add --sandbox' : `${first}add --api-url ${header.origin}`;
  throw new CliError(
    'OTHER_ORIGIN',
    EXIT.usage,
    `the run belongs to ${apiName(header.origin)}, not to ${apiName(origin)}`,
    hint,
  );
}

/** Checks that the rows are unchanged since the run began. Throws `CliError` with this cure where they are not. */
export async function checkRows({ path, header }: ReadableRun, cure = WITH_ORIGINAL_FILE): Promise<void> {
  const file = header.row ? path : rowsFile(path);
  const digest = await digestOfRows({ path, header }).catch((error: unknown) => {
    throw fileError(`cannot read ${file}`, error, placeCure(file, error) ?? cure);
  });
  if (digest === header.rows_sha256) return;
  const message = `${file} is not what was checked when the run began: nothing was sent`;
  throw new CliError('ROWS_CHANGED', EXIT.refused, message, cure);
}

/**
 * Checks that the journal is completely readable. Throws `CliError`, because lost lines may record changes
 * that must not be made twice.
 */
export function checkJournal({ path, header: { run_id }, damage }: FoundRun): void {
  const hint = `\`aitronos runs show ${run_id}\` shows what is left; \`aitronos runs undo ${run_id}\` takes that back`;
  if (damage !== null) throw damagedJournalError(journalFile(path), damage, hint);
}
