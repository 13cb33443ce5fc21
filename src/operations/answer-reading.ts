import { requestIdOf } from '../api/http/answers/answer.ts';
import type { Attempt } from '../api/http/request.ts';
import { mayHaveHappened } from '../api/http/retry-rules.ts';
import type { User } from '../api/user.ts';
import { ApiError, ConnectionError, GateClosed } from '../errors/api-errors.ts';
import { CliError } from '../errors/cli-errors.ts';
import { isRetryable } from '../errors/retryable.ts';
import type { Outcome, ResultRecord } from '../results/record.ts';
import { cutFields } from '../text/cut.ts';
import { isObject } from '../validation/objects.ts';
import { findStranger } from './answered-user.ts';
import { accountStateOf, type Operation } from './operation.ts';
import type { Target } from './target.ts';

/** What became of a user, and the error behind it. */
export type Facts = Pick<
  ResultRecord,
  'outcome' | 'account_state' | 'transferred_to_department_id' | 'user'
> & {
  readonly error: unknown;
};

/** A 2xx counts only when it says what was asked for, of whom it was asked. */
export function readAnswer(
  operation: Operation,
  target: Target,
  answer: User | undefined,
  attempts: readonly Attempt[],
): Facts {
  const whole = isObject(answer) ? answer : null;
  const account_state = accountStateOf(whole);
  const stranger = whole && findStranger(whole, target);
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
    request_id: lastRequestId(attempts),
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

/** What is known of the attempts besides. */
interface Known {
  /** An earlier attempt of the same run was sent and its answer never came. */
  readonly doubtful: boolean;
  readonly interrupted: boolean;
}

/** What whatever was thrown makes of the user. */
export function readFailure(
  operation: Operation,
  target: Target,
  error: unknown,
  attempts: readonly Attempt[],
  known: Known,
): Facts {
  const { already } = operation;
  const doubtful = known.doubtful || attempts.some((one) => one.error === null || mayHaveHappened(one));
  if (error instanceof ApiError && error.code === already?.code && (doubtful || already.note !== null)) {
    return {
      outcome: doubtful ? 'recovered' : 'unchanged',
      account_state: already.account_state,
      transferred_to_department_id: doubtful ? target.department_id : null,
      user: null,
      error: null,
    };
  }
  const outcome = outcomeOf(error, { ...known, doubtful }, attempts.length > 0);
  return { outcome, account_state: null, transferred_to_department_id: null, user: null, error };
}

/** The reason of a signal that aborted; a defect is none, even while an interrupt is under way. */
export function isAbort(error: unknown, interrupted: boolean): boolean {
  return interrupted && error instanceof DOMException && error.name === 'AbortError';
}

/** `asked`: the API heard of it at all; where a new token was refused, it did not. */
function outcomeOf(error: unknown, { doubtful, interrupted }: Known, asked: boolean): Outcome {
  const saidNo = error instanceof ApiError;
  const forGood = saidNo && error.status >= 400 && !isRetryable(error);
  if (doubtful && !forGood) return 'unknown';
  if (saidNo) return asked ? 'failed' : 'not_sent';
  // Whatever else is thrown is no reason to send it again; what this machine refuses, such as to store a new token, is mended here.
  const stopped =
    error instanceof ConnectionError || error instanceof GateClosed || error instanceof CliError;
  return stopped || isAbort(error, interrupted) ? 'not_sent' : 'failed';
}

/** What the server called the last attempt. */
export function lastRequestId(attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1);
  if (last?.error instanceof ApiError) return last.error.request_id;
  return last?.answer ? requestIdOf(last.answer) : null;
}
