import { isObject, requestIdOf } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { ApiError, ConnectionError, GateClosed } from '../api/errors.ts';
import type { Attempt, RequestOptions } from '../api/request.ts';
import { isRetryable, mayHaveHappened } from '../api/retry.ts';
import type { User } from '../api/user.ts';
import type { Clock } from '../clock.ts';
import { cutFields } from '../cuts.ts';
import { Advised, CliError, type ErrorBody, report } from '../errors.ts';
import { fitting, userId } from '../values.ts';
import { mayHaveHappenedText, type Operation, stateOf, type Target } from './operation.ts';
import type { Outcome, ResultRecord } from './record.ts';
import { strangerIn } from './whose-answer.ts';

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

/**
 * Sends one operation for one user and reads what became of it, whatever is thrown meanwhile. Throws only what `beforeSend` throws,
 * and a `CliError` before anything left: that is this machine's trouble, not the user's.
 */
export async function perform(
  operation: Operation,
  client: Client,
  target: Target,
  { clock, doubtful = false, signal, patience = signal, gate, beforeSend }: Performing,
): Promise<Performed> {
  const attempts: Attempt[] = [];
  const started = clock.monotonic();
  const { repeatable } = operation;
  const onAttempt = (attempt: Attempt) => attempts.push(attempt);
  let held: { readonly error: unknown } | null = null;
  const recorded = async () => {
    await beforeSend?.();
  };
  const hold = (error: unknown): never => {
    held = { error };
    throw error;
  };
  const options = {
    ...{ signal, patience, gate, repeatable, onAttempt },
    beforeSend: beforeSend && (() => recorded().catch(hold)),
  };
  const inDoubt = () => doubtful || attempts.some((one) => one.error === null || mayHaveHappened(one));
  const facts = await sent(operation, client, target, options)
    .then((user) => answered(operation, target, user, attempts))
    .catch((error: unknown) => {
      if (held?.error === error || (error instanceof CliError && attempts.length === 0)) throw error;
      return refused(operation, target, error, inDoubt(), patience?.aborted === true, attempts.length > 0);
    });
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
    error: error === null ? null : recordable(report(error, interrupted).body, facts.error),
    request_id: requestId(attempts),
    attempts: attempts.length,
    duration_ms: Math.round(clock.monotonic() - started),
  };
  return { record, error };
}

/** The error as records keep it: what a defect says may hold anything that this process knows, and goes to the screen alone. */
function recordable(body: ErrorBody, error: unknown): ErrorBody {
  if (body.code !== 'DEFECT') return body;
  return { ...body, message: `a defect of aitronos: ${error instanceof Error ? error.name : typeof error}` };
}

/** The user in the answer; null where it has none. What is thrown before a request is made is thrown as everything else is. */
async function sent(
  operation: Operation,
  client: Client,
  target: Target,
  options: RequestOptions,
): Promise<User | null> {
  const answer = await operation.send(client, target, options);
  return isObject(answer) ? answer : null;
}

const CHANGED: Readonly<Record<Outcome, boolean | null>> = {
  changed: true,
  unchanged: false,
  recovered: true,
  failed: false,
  unknown: null,
  not_sent: false,
};

/** A 2xx counts only when it says what was asked for, of whom it was asked. */
function answered(operation: Operation, target: Target, whole: User | null, attempts: Attempt[]): Facts {
  const account_state = stateOf(whole);
  const stranger = whole && strangerIn(whole, target);
  const wrong = stranger
    ? ({ words: stranger, outcome: 'unknown' } as const)
    : operation.mismatch(whole, target);
  const user = whole && keepable(whole, attempts);
  if (wrong === null) {
    const transferred_to_department_id = target.department_id;
    return { account_state, user, outcome: 'changed', transferred_to_department_id, error: null };
  }
  const error = new ApiError({
    code: 'UNEXPECTED_STATE',
    message: `the API answered, but ${wrong.words}`,
    status: attempts.at(-1)?.answer?.status ?? 200,
    type: null,
    details: { account_state },
    trace_id: null,
    request_id: requestId(attempts),
    retry_after_s: null,
  });
  return { account_state, user, outcome: wrong.outcome, transferred_to_department_id: null, error };
}

const MOST_USER_BYTES = 64 * 1024;

/** The user as records keep it: whatever an API sends, a journal of many stays readable. */
function keepable(user: User, attempts: readonly Attempt[]): User {
  const length = attempts.at(-1)?.answer?.body.length ?? 0;
  // No character is written in more than three bytes for each unit of its own; most answers have a few hundred.
  return length * 3 <= MOST_USER_BYTES ? user : cutFields(user, MOST_USER_BYTES);
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
  const outcome = outcomeOf(error, doubtful, interrupted, asked);
  return { outcome, account_state: null, transferred_to_department_id: null, user: null, error };
}

/** The same error, with words for what may have happened in place of the usual next step. */
function possiblyDone(operation: Operation, target: Target, error: unknown, interrupted: boolean): Advised {
  const whom = target.user_id ?? target.invitation?.email ?? '';
  const retryable = operation.repeatable && report(error, interrupted).body.retryable;
  return new Advised(error, mayHaveHappenedText(operation, whom), retryable);
}

/** The reason of a signal that aborted; a defect is none, even while an interrupt is under way. */
function isAbort(error: unknown, interrupted: boolean): boolean {
  return interrupted && error instanceof DOMException && error.name === 'AbortError';
}

/** `asked`: the API heard of it at all; where a new token was refused, it did not. */
function outcomeOf(error: unknown, doubtful: boolean, interrupted: boolean, asked: boolean): Outcome {
  const saidNo = error instanceof ApiError;
  const forGood = saidNo && error.status >= 400 && !isRetryable(error);
  if (doubtful && !forGood) return 'unknown';
  if (saidNo) return asked ? 'failed' : 'not_sent';
  // Whatever else is thrown is no reason to send it again; what this machine refuses, such as to store a new token, is mended here.
  const stopped =
    error instanceof ConnectionError || error instanceof GateClosed || error instanceof CliError;
  return stopped || isAbort(error, interrupted) ? 'not_sent' : 'failed';
}

/** Somebody who was invited has an id from then on. */
function idIn(user: User | null): string | null {
  return fitting(userId, user?.id);
}

function requestId(attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1);
  if (last?.error instanceof ApiError) return last.error.request_id;
  return last?.answer ? requestIdOf(last.answer) : null;
}
