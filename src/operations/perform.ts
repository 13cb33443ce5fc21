import type { Client } from '../api/client.ts';
import type { Attempt, RequestOptions } from '../api/http/request.ts';
import type { User } from '../api/objects/user.ts';
import { ApiError } from '../errors/api-errors.ts';
import { CliError, ErrorWithHint } from '../errors/cli-errors.ts';
import { type ErrorBody, report } from '../errors/report.ts';
import type { Action, ResultRecord } from '../results/record.ts';
import type { Clock } from '../system/time/clock.ts';
import { fitsOrNull, userId } from '../validation/ids.ts';
import { type ChangeResult, isUnexpected, lastRequestId, readAnswer, readFailure } from './answer-reading.ts';
import type { Operation } from './operation.ts';
import { CHANGED, isAbort, mayHaveHappenedText, notDoneText } from './outcomes.ts';
import type { Target } from './target.ts';

/** A record and the error behind it, which decides the exit code. */
export interface Performed {
  readonly record: ResultRecord;
  readonly error: unknown;
}

export interface PerformOptions
  extends Pick<RequestOptions, 'signal' | 'stopSignal' | 'gate' | 'beforeSend'> {
  readonly clock: Clock;
  /** The user's own interrupt, where `stopSignal` has other reasons too. */
  readonly interrupt?: AbortSignal;
  /** True when an earlier attempt of the same run was sent and got no answer. */
  readonly doubtful?: boolean;
  /** True where an earlier session looked the user up: that says nothing of what this one sends. */
  readonly late?: boolean;
  /** `skip`: that there is no such user is no failure. */
  readonly missing?: 'skip' | undefined;
  /** Called when an attempt failed and the next one follows. */
  readonly onRetry?: () => void;
}

/**
 * Sends one operation for one user and reads the result; errors become part of the record. Throws only the errors of
 * `beforeSend`, and a `CliError` before anything was sent, which is a failure of this machine and not of the user.
 */
export async function perform<A extends Action>(
  operation: Operation<A>,
  client: Client,
  target: Target<A>,
  options: PerformOptions,
): Promise<Performed> {
  const { clock, signal, stopSignal = signal, interrupt = stopSignal } = options;
  const attempts: Attempt[] = [];
  const started = clock.monotonic();
  const facts = await sendChange({ operation, client, target, attempts }, options);
  const { outcome } = facts;
  const stopped = isAbort(facts.error, stopSignal?.aborted === true);
  // Where a run ended the wait before another attempt by itself, the last one says why.
  const last = stopped && interrupt?.aborted !== true ? attempts.at(-1)?.error : null;
  const interrupted = stopped && !last;
  const cause = last ?? facts.error;
  const error = withLook(operation, target, { ...facts, error: cause }, interrupted);
  const record: ResultRecord = {
    schema_version: 1,
    action: operation.action,
    user_id: target.user_id ?? (outcome === 'changed' ? idIn(facts.user) : null),
    organization_id: target.organization_id,
    outcome,
    changed: CHANGED[outcome],
    account_state: facts.account_state,
    transferred_to_department_id: facts.transferred_to_department_id,
    user: facts.user,
    error: error === null ? null : recordableError(error, cause, interrupted),
    request_id: lastRequestId(attempts),
    attempts: attempts.length,
    duration_ms: Math.round(clock.monotonic() - started),
  };
  return { record, error };
}

interface SentChange<A extends Action> {
  readonly operation: Operation<A>;
  readonly client: Client;
  readonly target: Target<A>;
  /** Gets each attempt. */
  readonly attempts: Attempt[];
}

async function sendChange<A extends Action>(
  { operation, client, target, attempts }: SentChange<A>,
  {
    doubtful = false,
    late = false,
    signal,
    stopSignal = signal,
    gate,
    beforeSend,
    missing,
    onRetry,
  }: PerformOptions,
): Promise<ChangeResult> {
  const { repeatable } = operation;
  const onAttempt = (attempt: Attempt) => {
    attempts.push(attempt);
    if (attempt.wait_ms !== null) onRetry?.();
  };
  const unsent: unknown[] = [];
  const beforeEach = async () => {
    try {
      await beforeSend?.();
    } catch (error) {
      unsent.push(error);
      throw error;
    }
  };
  const options = { signal, stopSignal, gate, repeatable, onAttempt, beforeSend: beforeEach };
  try {
    return readAnswer(operation, target, await operation.send(client, target, options), attempts);
  } catch (error) {
    if (unsent.includes(error) || (error instanceof CliError && attempts.length === 0)) throw error;
    if (isUnexpected(error)) return readAnswer(operation, target, error.cause, attempts);
    const interrupted = stopSignal?.aborted === true;
    return readFailure(operation, target, error, { attempts, doubtful, late, missing, interrupted });
  }
}

/** The error for a record. The message of a defect may contain any secret, so only the terminal shows it. */
function recordableError(error: unknown, cause: unknown, interrupted: boolean): ErrorBody {
  const body = report(error, interrupted).body;
  if (body.code !== 'DEFECT') return body;
  return { ...body, message: `a bug in aitronos: ${cause instanceof Error ? cause.name : typeof cause}` };
}

/** The error with how to look at the user in place of its usual hint, where what became of them is to be seen there. */
function withLook(
  operation: Operation,
  { user_id, invitation, organization_id }: Target,
  { outcome, error }: ChangeResult,
  interrupted: boolean,
): unknown {
  const whom = user_id ?? invitation?.email ?? '';
  if (outcome === 'failed' && error instanceof ApiError && error.code === 'UNEXPECTED_STATE')
    return new ErrorWithHint(error, notDoneText(whom, organization_id));
  if (outcome !== 'unknown') return error;
  const retryable = operation.repeatable && report(error, interrupted).body.retryable;
  return new ErrorWithHint(error, mayHaveHappenedText(operation, whom, organization_id), retryable);
}

function idIn(user: User | null): string | null {
  return fitsOrNull(userId, user?.id);
}
