import type { Client } from '../api/client.ts';
import { ApiError, ConnectionError } from '../api/errors.ts';
import type { Attempt, RequestOptions } from '../api/request.ts';
import { isRetryable, mayHaveHappened } from '../api/retry.ts';
import type { User } from '../api/user.ts';
import type { Clock } from '../clock.ts';
import { Advised, report } from '../errors.ts';
import { mayHaveHappenedText, type Operation, type Target } from './operation.ts';
import type { Outcome, ResultRecord } from './record.ts';

/** A record, and the error behind it for whoever picks the exit code. */
export interface Performed {
  readonly record: ResultRecord;
  readonly error: unknown;
}

type Facts = Pick<ResultRecord, 'outcome' | 'account_state' | 'transferred_to_department_id' | 'user'> & {
  readonly error: unknown;
};

/** How it is sent, and what is known before. */
export interface Performing extends Pick<RequestOptions, 'signal' | 'patience' | 'gate' | 'beforeSend'> {
  readonly clock: Clock;
  /** True when an earlier attempt of the same run was sent and its answer never came. */
  readonly doubtful?: boolean;
}

/** Sends one operation for one user and reads what became of it. Throws only for defects and what `beforeSend` throws. */
export async function perform(
  operation: Operation,
  client: Client,
  target: Target,
  { clock, doubtful = false, signal, patience = signal, gate, beforeSend }: Performing,
): Promise<Performed> {
  const attempts: Attempt[] = [];
  const started = clock.now();
  const { repeatable } = operation;
  const onAttempt = (attempt: Attempt) => attempts.push(attempt);
  const options = { signal, patience, gate, beforeSend, repeatable, onAttempt };
  const inDoubt = () => doubtful || attempts.some(mayHaveHappened);
  const facts = await operation.send(client, target, options).then(
    (user) => answered(operation, target, user ?? null, attempts),
    (error: unknown) =>
      refused(operation, target, error, inDoubt(), patience?.aborted === true, attempts.length > 0),
  );
  const { outcome } = facts;
  const interrupted = isAbort(facts.error, patience?.aborted === true);
  const error =
    outcome === 'unknown' ? possiblyDone(operation, target, facts.error, interrupted) : facts.error;
  const record: ResultRecord = {
    schema_version: 1,
    action: operation.action,
    user_id: target.user_id ?? idIn(facts.user),
    organization_id: target.organization_id,
    outcome,
    changed: CHANGED[outcome],
    account_state: facts.account_state,
    transferred_to_department_id: facts.transferred_to_department_id,
    user: facts.user,
    error: error === null ? null : report(error, interrupted).body,
    request_id: requestId(attempts),
    attempts: attempts.length,
    duration_ms: Math.round(clock.now() - started),
  };
  return { record, error };
}

const CHANGED: Readonly<Record<Outcome, boolean | null>> = {
  changed: true,
  unchanged: false,
  recovered: true,
  failed: false,
  unknown: null,
  not_sent: false,
};

/** A 2xx counts only when it says what was asked for. */
function answered(operation: Operation, target: Target, user: User | null, attempts: Attempt[]): Facts {
  const account_state = typeof user?.account_state === 'string' ? user.account_state : null;
  const wrong = operation.mismatch(user, target);
  if (wrong === null) {
    const transferred_to_department_id = target.department_id;
    return { account_state, user, outcome: 'changed', transferred_to_department_id, error: null };
  }
  const error = new ApiError({
    code: 'UNEXPECTED_STATE',
    message: `the API answered, but ${wrong}`,
    status: attempts.at(-1)?.answer?.status ?? 200,
    type: null,
    details: { account_state },
    trace_id: null,
    request_id: requestId(attempts),
    retry_after_s: null,
  });
  return { account_state, user, outcome: 'failed', transferred_to_department_id: null, error };
}

function refused(
  operation: Operation,
  target: Target,
  error: unknown,
  doubtful: boolean,
  interrupted: boolean,
  asked: boolean,
): Facts {
  const { already } = operation;
  if (error instanceof ApiError && error.code === already?.code && (doubtful || already.note !== null)) {
    return {
      outcome: doubtful ? 'recovered' : 'unchanged',
      account_state: already.account_state,
      transferred_to_department_id: doubtful ? target.department_id : null,
      user: null,
      error: null,
    };
  }
  const known = error instanceof ApiError || error instanceof ConnectionError || isAbort(error, interrupted);
  if (!known) throw error;
  const outcome = outcomeOf(error, doubtful, asked);
  const nothing = { outcome, account_state: null, transferred_to_department_id: null, user: null };
  if (operation.repeatable || outcome === 'unknown') return { ...nothing, error };
  return { ...nothing, error: sparing(error) };
}

/** The same error, with words for what may have happened in place of the usual next step. */
function possiblyDone(operation: Operation, target: Target, error: unknown, interrupted: boolean): Advised {
  const whom = target.user_id ?? target.invitation?.email ?? '';
  const retryable = operation.repeatable && report(error, interrupted).body.retryable;
  return new Advised(error, mayHaveHappenedText(operation, whom), retryable);
}

/** What the API's own 5xx leaves to do where a second request could do it twice: what is usually said, that it is safe, would be too much. */
function sparing(error: unknown): unknown {
  const usual = !(error instanceof ApiError) || error.status < 500 || error.retry_after_s !== null;
  if (usual) return error;
  const hint =
    'try again later, and look first whether it was done all the same, with `aitronos users list --search`';
  return new Advised(error, hint, isRetryable(error));
}

/** The reason of a signal that aborted; a defect is none, even while an interrupt is under way. */
function isAbort(error: unknown, interrupted: boolean): boolean {
  return interrupted && error instanceof DOMException && error.name === 'AbortError';
}

/** `asked`: the API heard of it at all; where a new token was refused, it did not. */
function outcomeOf(error: unknown, doubtful: boolean, asked: boolean): Outcome {
  const saidNo = error instanceof ApiError;
  const forGood = saidNo && error.status >= 400 && !isRetryable(error);
  if (doubtful && !forGood) return 'unknown';
  return saidNo && asked ? 'failed' : 'not_sent';
}

/** Somebody who was invited has an id from then on. */
function idIn(user: User | null): string | null {
  return typeof user?.id === 'string' ? user.id : null;
}

function requestId(attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1);
  if (last?.error instanceof ApiError) return last.error.request_id;
  return last?.answer?.headers['x-request-id'] ?? null;
}
