import { setMaxListeners } from 'node:events';
import type { Client } from '../api/client.ts';
import { isTooLongWait } from '../api/http/retries/retry-rules.ts';
import { ConnectionError, GateClosed, isUnauthorized } from '../errors/api-errors.ts';
import { CliError, ErrorWithHint } from '../errors/cli-errors.ts';
import { askedSeconds, isUnrenewable } from '../errors/retryable.ts';
import { type Operation, targetFor } from '../operations/operation.ts';
import { type Performed, perform } from '../operations/perform.ts';
import { changeOf, type TargetFields } from '../operations/target.ts';
import type { Outcome, ResultRecord } from '../results/record.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Clock } from '../system/time/clock.ts';
import { BlockQueue } from './block-queue.ts';
import { isSent } from './input/row.ts';
import type { Row } from './input/rows.ts';
import type { Journal } from './journal/journal.ts';
import { type RecordJson, recordJson } from './journal/journal-entries.ts';
import type { RowStates } from './journal/row-states.ts';
import type { Limiter } from './rate-limit/gate.ts';
import { settledRecord } from './settled-record.ts';
import type { Stop } from './summary.ts';

export type OnSettled = (row: Row, record: ResultRecord, json: RecordJson) => void | Promise<void>;

export interface SendingOptions {
  readonly client: Client;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** The user's interrupt: requests in flight are finished. */
  readonly signal: AbortSignal;
  readonly failFast: boolean;
  readonly strict: boolean;
  /** Redacted in records. */
  readonly secrets: KnownSecrets;
  /** Called each time a row is about to be sent again. */
  readonly onRetry?: (row: Row) => void;
  /** Called for each row after its record is in the journal. */
  readonly onSettled: OnSettled;
}

export interface WorkersOptions extends SendingOptions {
  readonly operation: Operation;
  readonly organization_id: string;
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly states: RowStates;
  /** True where an earlier session looked the users up. */
  readonly isResumed: boolean;
  readonly journal: Journal;
  /** `skip`: people whom the organization does not have are no failure. */
  readonly missing?: 'skip' | undefined;
}

// After so many successive rows with a permanent connection error, such as a refused certificate, a run stops.
const HOPELESS_AFTER = 10;

export interface EarlyStop {
  readonly stop: Stop | null;
  /** Seconds that the API asked to wait, or null. */
  readonly retry_after_s: number | null;
  /** Why the last row that was tried had no token, in words; null where it had one. */
  readonly unrenewed: string | null;
}

/**
 * Sends the rows, with as many workers as the limiter allows; each row is journaled before it is sent and after its
 * answer. Returns why it stopped early. Throws the journal's errors: a row that cannot be recorded must not be sent.
 */
export async function runWorkers(job: WorkersOptions): Promise<EarlyStop> {
  const stopping = new AbortController();
  // Every waiting worker listens to it, so Node's warning about many listeners is off.
  setMaxListeners(0, stopping.signal);
  let stop: Stop | null = null;
  let retry_after_s: number | null = null;
  let unrenewed: string | null = null;
  let hopeless = 0;
  const end = (why: Stop) => {
    stop ??= why;
    stopping.abort();
  };
  const onInterrupt = () => end('interrupted');
  if (job.signal.aborted) onInterrupt();
  job.signal.addEventListener('abort', onInterrupt, { once: true });

  const failures: readonly Outcome[] = job.strict
    ? ['failed', 'unknown', 'unchanged']
    : ['failed', 'unknown'];
  const watch = ({ record, error: told }: Performed) => {
    const error = told instanceof ErrorWithHint ? told.cause : told;
    // The failure is local: other rows would fail the same way, and this row stays open.
    if (error instanceof CliError) throw error;
    hopeless = isHopeless(error) ? hopeless + 1 : 0;
    unrenewed = whyUnrenewed(error, unrenewed);
    const why = hopeless >= HOPELESS_AFTER ? 'api_away' : stopFor(error);
    if (why === 'wait') retry_after_s ??= askedSeconds(error);
    if (why !== null) end(why);
    if (job.failFast && failures.includes(record.outcome)) end('fail_fast');
  };

  const rows = new BlockQueue(job.rows);
  const worker = async () => {
    while (!stopping.signal.aborted) {
      const row = rows.takeReady() ?? (await rows.next());
      if (row === undefined) return;
      // A failing worker, as when the disk fails, stops the others.
      try {
        watch(await send(job, row, stopping.signal));
      } catch (error) {
        stopping.abort();
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: job.limiter.concurrency }, worker));
  job.signal.removeEventListener('abort', onInterrupt);
  await rows.end();
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return { stop, retry_after_s, unrenewed };
}

/** A closed gate says nothing of the token: what was said before stays. */
function whyUnrenewed(error: unknown, before: string | null): string | null {
  if (error instanceof GateClosed) return before;
  return error instanceof ConnectionError && error.code === 'NOT_RENEWED' ? error.message : null;
}

const isHopeless = (error: unknown) => error instanceof ConnectionError && !error.retryable;

/** Why the error of one row stops the run, if all others would fail the same way; else null. */
function stopFor(error: unknown): Stop | null {
  if (error instanceof GateClosed) return error.code === 'API_AWAY' ? 'api_away' : 'wait';
  if (isUnauthorized(error) || isUnrenewable(error)) return 'signed_out';
  return isTooLongWait(error) ? 'wait' : null;
}

/** The target of an operation from a row. */
export const targetOf = (row: Row, organization_id: string) => ({ organization_id, ...changeOf(row) });

/** The targets of the rows whose change is sent. */
export async function* targetsOf(
  rows: AsyncIterable<Row>,
  organization_id: string,
): AsyncGenerator<TargetFields> {
  for await (const row of rows) if (isSent(row)) yield targetOf(row, organization_id);
}

/** Sends one row. It stays open where nothing was sent, by the end of the run or for lack of a token. */
async function send(job: WorkersOptions, row: Row, stopSignal: AbortSignal): Promise<Performed> {
  const { journal, states, operation, organization_id, client, clock, limiter, missing } = job;
  const known = settledRecord(operation.action, organization_id, row);
  if (known !== null) {
    await settle(job, row, known);
    return { record: known, error: null };
  }
  const late = job.isResumed;
  const seen = states.wasSentLate(row.row) ? withoutLookup(row) : row;
  const target = targetFor(operation, targetOf(seen, organization_id));
  const doubtful = states.inDoubt(row.row);
  let left = false;
  const beforeSend = async () => {
    // Suspended before a further attempt, this process may have lost the run; each write to the journal checks it too.
    if (left) return journal.assertHeld();
    await journal.recordSent(row.row, late);
    left = true;
    states.markSent(row.row, 0, late);
  };
  // Only `stopSignal`: requests in flight are finished; a second interrupt ends the process.
  const told = { stopSignal, interrupt: job.signal, onRetry: () => job.onRetry?.(row) };
  const options = { clock, ...told, gate: limiter, doubtful, late, beforeSend, missing };
  const performed = await perform(operation, client, target, options);
  if (left || performed.record.outcome === 'failed') await settle(job, row, performed.record);
  return performed;
}

const withoutLookup = ({ already, ...row }: Row): Row => row;

async function settle(job: WorkersOptions, row: Row, record: ResultRecord): Promise<void> {
  const json = recordJson(record, job.secrets);
  job.states.setRecord(row.row, record, job.journal.recordSettled(row.row, json));
  await job.onSettled(row, record, json);
}
