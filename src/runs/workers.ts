import { setMaxListeners } from 'node:events';
import type { Client } from '../api/client.ts';
import { isTooLongWait } from '../api/http/retry-rules.ts';
import { ApiError, ConnectionError, GateClosed } from '../errors/api-errors.ts';
import { CliError, ErrorWithHint } from '../errors/cli-errors.ts';
import { type Operation, targetFor } from '../operations/operation.ts';
import { type Performed, perform } from '../operations/perform.ts';
import type { TargetFields } from '../operations/target.ts';
import type { ResultRecord } from '../results/record.ts';
import type { KnownSecrets } from '../secrets/known-secrets.ts';
import type { Clock } from '../system/clock.ts';
import { writeJson } from '../text/json.ts';
import { BlockQueue } from './block-queue.ts';
import type { Row } from './input/rows.ts';
import type { Journal, RecordJson } from './journal/journal.ts';
import type { RowStates } from './journal/row-states.ts';
import type { Limiter } from './rate-limit/gate.ts';
import type { Stop } from './summary.ts';

export type OnSettled = (row: Row, record: ResultRecord, json: RecordJson) => void | Promise<void>;

/** What a run works with. */
export interface WorkersOptions {
  readonly operation: Operation;
  readonly organization_id: string;
  readonly client: Client;
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly states: RowStates;
  readonly journal: Journal;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** The user's interrupt: what is in flight is finished. */
  readonly signal: AbortSignal;
  readonly failFast: boolean;
  /** What no record may hold. */
  readonly secrets: KnownSecrets;
  /** Hears of each row when its record is in the journal. */
  readonly onSettled: OnSettled;
}

// So many rows in a row whose connection no repetition mends, such as a certificate that is refused: nor do the others fare better.
const HOPELESS_AFTER = 10;

/** Why a run stopped early; null when it did not. `retry_after_s`: seconds that the API asked to wait, where it said so. */
export interface Stopped {
  readonly stop: Stop | null;
  readonly retry_after_s: number | null;
}

/**
 * Sends the rows through as many workers as the limiter lets send at once, each journaled before it is sent and after its answer.
 * Gives back why it stopped early. Throws what the journal's disk says: what cannot be recorded is not sent.
 */
export async function runWorkers(job: WorkersOptions): Promise<Stopped> {
  const stopping = new AbortController();
  // Every worker that waits listens.
  setMaxListeners(0, stopping.signal);
  let stop: Stop | null = null;
  let retry_after_s: number | null = null;
  let hopeless = 0;
  const end = (why: Stop) => {
    stop ??= why;
    stopping.abort();
  };
  const onInterrupt = () => end('interrupted');
  if (job.signal.aborted) onInterrupt();
  job.signal.addEventListener('abort', onInterrupt, { once: true });

  const watch = ({ record, error: told }: Performed) => {
    const error = told instanceof ErrorWithHint ? told.cause : told;
    // This machine is the trouble: no other row would fare better, and this one stays open.
    if (error instanceof CliError) throw error;
    hopeless = isHopeless(error) ? hopeless + 1 : 0;
    const why = hopeless >= HOPELESS_AFTER ? 'api_away' : stopFor(error);
    if (why === 'wait') retry_after_s ??= askedFor(error);
    if (why !== null) end(why);
    if (job.failFast && ['failed', 'unknown'].includes(record.outcome)) end('fail_fast');
  };

  const rows = new BlockQueue(job.rows);
  const worker = async () => {
    while (!stopping.signal.aborted) {
      const row = rows.atHand() ?? (await rows.next());
      if (row === undefined) return;
      // A worker that fails, because the disk does, takes the others with it.
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
  return { stop, retry_after_s };
}

const isHopeless = (error: unknown) => error instanceof ConnectionError && !error.retryable;

/** What one row's error says of all others: they would fare no better. */
function stopFor(error: unknown): Stop | null {
  if (error instanceof GateClosed) return error.code === 'API_AWAY' ? 'api_away' : 'wait';
  if (!(error instanceof ApiError)) return null;
  if (error.status === 401) return 'signed_out';
  return isTooLongWait(error) ? 'wait' : null;
}

const askedFor = (error: unknown): number | null =>
  error instanceof ApiError || error instanceof GateClosed ? error.retry_after_s : null;

/** What a row says, as an operation takes it. */
export function targetOf({ user_id, department_id, invitation }: Row, organization_id: string): TargetFields {
  return { user_id, organization_id, department_id, ...(invitation && { invitation }) };
}

/** Sends one row. What was stopped before anything left, because the run was or because there is no token, stays open. */
async function send(job: WorkersOptions, row: Row, stopSignal: AbortSignal): Promise<Performed> {
  const { journal, states, operation, organization_id, client, clock, limiter } = job;
  const target = targetFor(operation, targetOf(row, organization_id));
  const doubtful = states.inDoubt(row.row);
  let left = false;
  const beforeSend = async () => {
    // Each attempt may come after a suspension; what is written asks for itself.
    if (left) return journal.assertHeld();
    await journal.sent(row.row);
    left = true;
    states.sent(row.row);
  };
  // No signal but `stopSignal`: what is in flight is finished; only a second interrupt, which ends the process, does not wait.
  const options = { clock, stopSignal, gate: limiter, doubtful, beforeSend };
  const performed = await perform(operation, client, target, options);
  const { record } = performed;
  if (!left && record.outcome !== 'failed') return performed;
  const json: RecordJson = job.secrets.redactWritten(writeJson(record));
  states.recorded(row.row, record, journal.settled(row.row, json));
  await job.onSettled(row, record, json);
  return performed;
}
