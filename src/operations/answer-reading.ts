import { errorWords, isOfAddress, namesUser, tellsError } from '../api/answers.ts';
import { requestIdOf } from '../api/http/answers/answer.ts';
import type { Attempt } from '../api/http/request.ts';
import { mayHaveHappened } from '../api/http/retries/retry-rules.ts';
import type { User } from '../api/objects/user.ts';
import { ApiError } from '../errors/api-errors.ts';
import { isNoSuchUser } from '../errors/retryable.ts';
import type { ResultRecord } from '../results/record.ts';
import { cutFields } from '../text/cut.ts';
import { fitsOrNull, isId, organizationId, userId } from '../validation/ids.ts';
import { isObject } from '../validation/objects.ts';
import { accountStateOf, type Mismatch, type Operation, quoteValue } from './operation.ts';
import { classifyFailure, isAlreadySo, OUTCOME_AFTER } from './outcomes.ts';
import type { Target } from './target.ts';

/** The result of a change to a user, and the error behind it. */
export type ChangeResult = Pick<
  ResultRecord,
  'outcome' | 'account_state' | 'transferred_to_department_id' | 'user'
> & {
  readonly error: unknown;
};

/** An answer of success that the client does not believe: operations judge it by themselves. */
export const isUnexpected = (error: unknown): error is ApiError & { readonly cause: User } =>
  error instanceof ApiError && error.code === 'UNEXPECTED_STATE' && 'cause' in error;

/** Reads a 2xx, which counts only when its content confirms the change of the user that was asked for. */
export function readAnswer(
  operation: Operation,
  target: Target,
  answer: User | undefined,
  attempts: readonly Attempt[],
): ChangeResult {
  const whole = isObject(answer) ? answer : null;
  const another = whole && findAnother(whole, target);
  // What it says of another one is no fact of the target.
  if (whole && another)
    return { ...NOTHING_KNOWN, error: unexpectedState(`${another}${quoteError(whole)}`, null, attempts) };
  const account_state = accountStateOf(whole);
  const wrong = operation.mismatch(whole, target) ?? findError(whole);
  const user = whole && limitUser(whole, attempts);
  if (wrong === null) {
    const transferred_to_department_id = target.department_id;
    return { account_state, user, outcome: 'changed', transferred_to_department_id, error: null };
  }
  const words = `${wrong.words}${whole === null ? '' : quoteError(whole)}`;
  const error = unexpectedState(words, account_state, attempts);
  return { account_state, user, outcome: wrong.outcome, transferred_to_department_id: null, error };
}

const unexpectedState = (
  words: string,
  account_state: string | null,
  attempts: readonly Attempt[],
): ApiError =>
  new ApiError({
    code: 'UNEXPECTED_STATE',
    message: `the API answered, but ${words}`,
    status: attempts.at(-1)?.answer?.status ?? 200,
    details: { account_state },
    request_id: lastRequestId(attempts),
  });

/** The API's own words where its answer tells of an error, as text that follows a message; empty where it does not. */
function quoteError(answer: User): string {
  const said = errorWords({ ...answer });
  return said === '' ? '' : `: an error (${said})`;
}

/** The error in an answer that is as was asked; null where there is none, and for a `message` beside the user. */
function findError(answer: User | null): Mismatch | null {
  if (answer === null) return null;
  if (namesUser(answer))
    return tellsError({ ...answer }) ? { words: 'calls that no success', outcome: 'unknown' } : null;
  return quoteError(answer) === '' ? null : { words: 'there is no user in its answer', outcome: 'unknown' };
}

const MOST_USER_BYTES = 64 * 1024;

/** The user for a record: limited in size, so that a journal of many stays readable. */
function limitUser(user: User, attempts: readonly Attempt[]): User {
  const length = attempts.at(-1)?.answer?.body.length ?? 0;
  // A UTF-16 unit takes at most three bytes in UTF-8; most answers have a few hundred.
  return length * 3 <= MOST_USER_BYTES ? user : cutFields(user, MOST_USER_BYTES);
}

interface Known {
  readonly attempts: readonly Attempt[];
  /** True when an earlier attempt of the same run was sent and got no answer. */
  readonly doubtful: boolean;
  /** True where an earlier session looked the user up. */
  readonly late: boolean;
  readonly interrupted: boolean;
  /** `skip`: that there is no such user is no failure. */
  readonly missing: 'skip' | undefined;
}

/**
 * The result of a failed change. After a 2xx that cannot be read the change may have been made: `unknown`.
 * See docs/decisions/2026-11-23-unreadable-2xx.md.
 */
export function readFailure(
  { alreadyApplied }: Operation,
  target: Target,
  error: unknown,
  { attempts, doubtful: before, late, interrupted, missing }: Known,
): ChangeResult {
  const asked = attempts.at(-1)?.error === error;
  const isSo = asked && isAlreadySo(error, alreadyApplied);
  const another = isSo ? namedAnother(error, target) : null;
  if (another !== null) return { ...NOTHING_KNOWN, error: unexpectedState(another, null, attempts) };
  // An attempt that is told that it already is so has not made it so, whatever its status.
  const mayBeOurs = (one: Attempt) =>
    (one.error === null || mayHaveHappened(one)) && !(isSo && isAlreadySo(one.error, alreadyApplied));
  const isOurs = attempts.some(mayBeOurs);
  const doubtful = before || isOurs;
  const already = late && isOurs ? undefined : target.already;
  const failure = classifyFailure(error, alreadyApplied, { asked, interrupted, already });
  const told = OUTCOME_AFTER[failure][doubtful ? 'doubtful' : 'clear'];
  const outcome = missing === 'skip' && told === 'failed' && isNoSuchUser(error) ? 'not_found' : told;
  const isApplied = outcome === 'unchanged' || outcome === 'recovered';
  return {
    outcome,
    account_state: isApplied ? (alreadyApplied?.account_state ?? null) : null,
    transferred_to_department_id: outcome === 'recovered' ? target.department_id : null,
    user: null,
    error: isApplied || outcome === 'not_found' ? null : error,
  };
}

const NOTHING_KNOWN = {
  outcome: 'unknown',
  account_state: null,
  transferred_to_department_id: null,
  user: null,
} as const;

/** The request id of the last attempt, by the server. */
export function lastRequestId(attempts: readonly Attempt[]): string | null {
  const last = attempts.at(-1);
  if (last?.error instanceof ApiError) return last.error.request_id;
  return last?.answer ? requestIdOf(last.answer) : null;
}

/** Words for an answer about another user or organization than the target; null when it names no other. */
function findAnother(user: object, target: Target): string | null {
  const within = field(user, 'user');
  if (typeof within === 'object' && within !== null) {
    const another = findAnother(within, target);
    if (another !== null) return another;
  }
  const other = findOtherUser(user, target);
  const organization_id = field(user, 'organization_id');
  if (other !== null || organization_id === null || organization_id === target.organization_id) return other;
  return `it is about the organization ${quoteValue(organization_id)}, not ${target.organization_id}`;
}

function findOtherUser(user: object, { user_id, invitation }: Target): string | null {
  const id = field(user, 'user_id') ?? field(user, 'id');
  if (user_id !== null)
    return id === null || id === user_id ? null : `it is about ${quoteValue(id)}, not ${user_id}`;
  if (id !== null && !isId(id)) return `it names the user ${quoteValue(id)}, which is no id`;
  if (!invitation || isOfAddress(invitation.email, user)) return null;
  return `it is about ${quoteValue(field(user, 'email'))}, not ${invitation.email}`;
}

/** The same of an error that says of a user that it already is so: of another one it says nothing of the target. */
function namedAnother(error: unknown, target: Target): string | null {
  const details = error instanceof ApiError ? error.details : {};
  const user_id = fitsOrNull(userId, details['user_id']);
  return findAnother(
    { user_id, organization_id: fitsOrNull(organizationId, details['organization_id']) },
    target,
  );
}

/** A missing field counts as null. */
const field = (fields: object, name: string): unknown => Reflect.get(fields, name) ?? null;
