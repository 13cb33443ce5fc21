import { isOfSubject } from '../errors/api-cures.ts';
import { ApiError, ConnectionError, GateClosed } from '../errors/api-errors.ts';
import { CliError } from '../errors/cli-errors.ts';
import { isNoSuchUser, isRetryable, isUncoded } from '../errors/retryable.ts';
import type { Outcome } from '../results/record.ts';
import { optionWords } from '../text/shell-word.ts';
import type { AlreadyApplied, Operation } from './operation.ts';

/**
 * The outcome after each kind of failure. `clear`: no request of this program can have made the change. `doubtful`: one
 * may have, because it was sent and its answer never came, is unreadable, or is a failure of the server. Only `unknown`
 * has a hint of its own, which tells how to check (`mayHaveHappenedText`); all others have the hint of their error. For
 * an operation that must not be made twice, that hint says to check first, and the error is never called retryable.
 */
export const OUTCOME_AFTER = {
  /** The API says "already so": it was so before, or this program did it. */
  already_applied: { clear: 'unchanged', doubtful: 'recovered' },
  /** The same, and the look-up showed it before: it was so. */
  applied_before: { clear: 'unchanged', doubtful: 'unchanged' },
  /** The API does not know the user, and the operation removes users. */
  already_gone: { clear: 'failed', doubtful: 'recovered' },
  /**
   * A final refusal of what was asked for this user. If an earlier attempt had made the change, the API would have
   * said "already so".
   */
  refused: { clear: 'failed', doubtful: 'failed' },
  /**
   * A final refusal that says nothing of the user: of the token, of a right, by a gateway, or for what stands in the
   * way by now, such as a department that is gone or closed, or an earlier attempt that is still under way.
   */
  turned_away: { clear: 'failed', doubtful: 'unknown' },
  /** A temporary refusal: 408, 429, or a failure of the server. */
  not_now: { clear: 'failed', doubtful: 'unknown' },
  /** Neither a success nor a refusal: a redirect, or an unreadable 2xx. */
  unreadable: { clear: 'failed', doubtful: 'unknown' },
  /** No token could be had, so nothing was requested. */
  no_token: { clear: 'not_sent', doubtful: 'unknown' },
  /** No connection, or a lost one. */
  no_connection: { clear: 'not_sent', doubtful: 'unknown' },
  /** The gate that paces the run has given up. */
  gate_closed: { clear: 'not_sent', doubtful: 'unknown' },
  /** A local failure, such as storing a new token; the user must fix it on this machine. */
  this_machine: { clear: 'not_sent', doubtful: 'unknown' },
  /** The user interrupted a wait at the gate or between attempts. */
  interrupted: { clear: 'not_sent', doubtful: 'unknown' },
  /** Any other error: not sent again. */
  defect: { clear: 'failed', doubtful: 'unknown' },
} as const satisfies Readonly<Record<string, { readonly clear: Outcome; readonly doubtful: Outcome }>>;

export type Failure = keyof typeof OUTCOME_AFTER;

/** The field `changed` in a record of this outcome; null where the change may have been made. */
export const CHANGED: Readonly<Record<Outcome, boolean | null>> = {
  changed: true,
  unchanged: false,
  recovered: true,
  failed: false,
  unknown: null,
  not_sent: false,
  not_found: false,
};

interface Circumstances {
  /** True when the error is the answer to an attempt, and not to the request for a token. */
  readonly asked: boolean;
  readonly interrupted: boolean;
  readonly already?: true | null | undefined;
}

/** The kind of failure of a thrown value. */
export function classifyFailure(
  error: unknown,
  alreadyApplied: AlreadyApplied | null,
  { asked, interrupted, already }: Circumstances,
): Failure {
  if (error instanceof ApiError) return asked ? classifyAnswer(error, alreadyApplied, already) : 'no_token';
  if (error instanceof ConnectionError) return 'no_connection';
  if (error instanceof GateClosed) return 'gate_closed';
  if (error instanceof CliError) return 'this_machine';
  return isAbort(error, interrupted) ? 'interrupted' : 'defect';
}

function classifyAnswer(
  error: ApiError,
  alreadyApplied: AlreadyApplied | null,
  already: true | null | undefined,
): Failure {
  if (isAlreadySo(error, alreadyApplied)) {
    if (alreadyApplied?.note === null) return 'already_gone';
    return already ? 'applied_before' : 'already_applied';
  }
  if (isRetryable(error)) return 'not_now';
  if (error.status < 400) return 'unreadable';
  return isTurnedAway(error) || !isLasting(error) ? 'turned_away' : 'refused';
}

/**
 * True where the API answers that the user is so already; a 401 says it of the signed-in one. A server that failed with
 * "no such user" may have looked for them after it removed them.
 */
export const isAlreadySo = (error: unknown, alreadyApplied: AlreadyApplied | null): boolean =>
  error instanceof ApiError &&
  error.code === alreadyApplied?.code &&
  !isTurnedAway(error) &&
  (alreadyApplied.note !== null || !isRetryable(error));

const isTurnedAway = (error: ApiError): boolean =>
  error.status >= 400 && !isRetryable(error) && (!OF_THE_USER.has(error.status) || isUncoded(error));

/** True where the same request was refused before, too: for what it says, or because there is no such user. */
const isLasting = (error: ApiError): boolean =>
  isNoSuchUser(error) ||
  (![404, 409, 410].includes(error.status) && !isOfSubject(error.code) && !isOfField(error));

/** True for a refused field that names what may be gone or closed by now. */
const isOfField = ({ details: { field } }: ApiError): boolean =>
  typeof field === 'string' && /department|role/.test(field);

/**
 * The statuses with which the API answers about the user that was named. It looks at the token and at what it allows
 * first, so those come before it knows how the user is.
 * See docs/decisions/2026-11-27-refusals-in-doubt.md.
 */
const OF_THE_USER: ReadonlySet<number> = new Set([400, 404, 409, 410, 422]);

/** True for the reason of an aborted signal; false for a defect, even during an interrupt. */
export function isAbort(error: unknown, interrupted: boolean): boolean {
  return interrupted && error instanceof DOMException && error.name === 'AbortError';
}

/**
 * The message that the change may have been made although no answer came, for whom (an id or an e-mail
 * address), and how to check, in which organization.
 */
export function mayHaveHappenedText(
  { done, repeatable }: Pick<Operation, 'done' | 'repeatable'>,
  whom: string,
  organization_id: string,
): string {
  const careful = repeatable ? 'look' : 'look before you repeat it, which could do it twice';
  return `${whom} may have been ${done}; ${careful}: ${lookAt(whom, organization_id)}`;
}

/** The message that the API answered with success and did something else. */
export const notDoneText = (whom: string, organization_id: string): string =>
  `the API did not do what was asked; look before going on: ${lookAt(whom, organization_id)}`;

function lookAt(whom: string, organization_id: string): string {
  const look = whom.includes('@') ? `users list ${optionWords('--search', whom)}` : `users get ${whom}`;
  return `aitronos ${look} --org ${organization_id}`;
}
