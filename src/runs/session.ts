import type { Client } from '../api/client.ts';
import type { Clock } from '../clock.ts';
import { CliError, EXIT, reason } from '../errors.ts';
import type { Host } from '../host.ts';
import { operationOf } from '../operations/by-action.ts';
import { type OnSettled, work } from './engine.ts';
import { type Header, Journal } from './journal.ts';
import { readJournal } from './journal-reading.ts';
import type { Limiter } from './limiter.ts';
import { own } from './owner.ts';
import type { Run } from './results.ts';
import { RowStates } from './row-states.ts';
import type { Row } from './rows.ts';
import { rowBlocks, rowsFile } from './staged-rows.ts';
import { findRun, journalFile, runIds, type Staging } from './store.ts';
import { exitOf, type Stop, type Summary } from './summary.ts';

type Keeper = Pick<Host, 'pid' | 'isAlive' | 'clock'>;

/** A run that this process works on. */
export interface OpenRun extends Run {
  readonly journal: Journal;
  /** Lets the run go. */
  readonly close: () => void;
}

/** Begins a run with the rows of its staging. */
export async function begin(
  staging: Staging,
  facts: Pick<Header, 'action' | 'organization_id' | 'origin' | 'version' | 'undoes'>,
  host: Keeper,
): Promise<OpenRun> {
  const { folder, journal, header } = staging.begin(facts, () => host.clock.now());
  const release = await own(folder, host).catch((error: unknown) => {
    journal.close();
    throw error;
  });
  const states = new RowStates(header.rows, operationOf[header.action].repeatable);
  return { folder, header, journal, states, close: closing(journal, release) };
}

/** Takes up a run again: cuts what was torn off its journal. Throws `CliError` when another process works on it. */
export async function resume(runs: string, prefix: string, host: Keeper): Promise<OpenRun> {
  const folder = findRun(runs, prefix);
  const release = await own(folder, host);
  try {
    const { header, states, length } = await readJournal(journalFile(folder));
    const journal = Journal.resume(journalFile(folder), length, () => host.clock.now());
    return { folder, header, states, journal, close: closing(journal, release) };
  } catch (error) {
    release();
    throw error;
  }
}

const closing = (journal: Journal, release: () => void) => () => {
  journal.close();
  release();
};

/** A run to look at. `summary.exit_code` is null when it was cut off. */
export async function look(runs: string, prefix: string): Promise<Run & { readonly summary: Summary }> {
  const folder = findRun(runs, prefix);
  const { header, states, ended } = await readJournal(journalFile(folder));
  const summary = ended ?? summarize(header, states, { duration_ms: 0, exit_code: null });
  return { folder, header, states, summary };
}

/** The summaries of all runs, newest first; `unreadable` hears of those that cannot be read. */
export async function* allSummaries(
  runs: string,
  unreadable: (why: string) => void | Promise<void>,
): AsyncGenerator<Summary> {
  for (const id of runIds(runs)) {
    try {
      yield (await look(runs, id)).summary;
    } catch (error) {
      await unreadable(`run ${id}: ${reason(error)}`);
    }
  }
}

/** How a run is carried out. */
export interface Manner {
  readonly client: Client;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limiter: Limiter;
  readonly concurrency: number;
  readonly failFast: boolean;
  readonly strict: boolean;
  /** Whether a row is to be sent. */
  readonly wanted: (row: number) => boolean;
  readonly onSettled: OnSettled;
}

/** Sends what is to be sent and closes the run's books. Throws when the disk does: its rows are then as the journal has them. */
export async function carryOut(
  run: OpenRun,
  manner: Manner,
): Promise<{ readonly summary: Summary; readonly stop: Stop | null }> {
  const { header, states, journal } = run;
  const { clock, strict, onSettled, wanted } = manner;
  const started = clock.now();
  const ended = await work({
    ...manner,
    operation: operationOf[header.action],
    organization_id: header.organization_id,
    rows: chosen(run, wanted),
    states,
    journal,
    onSettled,
  });
  // What stops a run after its last row stops nothing.
  const stop = states.open() > 0 ? ended : null;
  const summary = summarize(header, states, {
    duration_ms: Math.round(clock.now() - started),
    exit_code: exitOf(states.counts(), stop, strict),
  });
  journal.ended(summary);
  return { summary, stop };
}

async function* chosen({ folder }: Run, wanted: (row: number) => boolean): AsyncGenerator<Row[]> {
  for await (const block of rowBlocks(rowsFile(folder))) yield block.filter(({ row }) => wanted(row));
}

function summarize(
  { run_id, action, organization_id, rows }: Header,
  states: RowStates,
  end: Pick<Summary, 'duration_ms' | 'exit_code'>,
): Summary {
  return { run_id, action, organization_id, total: rows, ...states.counts(), ...end };
}

/** A run belongs to the API that it was begun with. Throws `CliError` (usage) for another one. */
export function checkOrigin({ header }: Run, origin: string): void {
  if (header.origin === origin) return;
  const hint = header.origin === 'sandbox' ? 'add --sandbox' : `add --api-url ${header.origin}`;
  throw new CliError(
    'OTHER_ORIGIN',
    EXIT.usage,
    `the run belongs to ${header.origin}, not to ${origin}`,
    hint,
  );
}
