import { ApiError, ConnectionError, GateClosed } from '../errors/api-errors.ts';
import { CliError } from '../errors/cli-errors.ts';
import { isRetryable } from '../errors/retryable.ts';
import type { Outcome } from '../results/record.ts';
import type { AlreadyApplied, Operation } from './operation.ts';

/**
 * What becomes of a user after each kind of failure. `clear`: no request of ours can have done it. `doubtful`: one
 * may have, because it left and its answer never came, cannot be read, or is a failure of the server.
 *
 * `unknown` alone has a hint of its own, how to look (`mayHaveHappenedText`); all others have that of their error.
 * An operation that a second request could do twice says there that one should look first, and its error is never
 * called retryable.
 */
export const OUTCOME_AFTER = {
  /** The API says that it already is so: it was so before, or we did it. */
  already_applied: { clear: 'unchanged', doubtful: 'recovered' },
  /** The API does not know the user, where that is what the operation is for. */
  already_gone: { clear: 'failed', doubtful: 'recovered' },
  /** The API says no, and would say it again. It would have said "already" if we had done it. */
  refused: { clear: 'failed', doubtful: 'failed' },
  /** The API says "not now": 408, 429, or a failure of the server. */
  not_now: { clear: 'failed', doubtful: 'unknown' },
  /** An answer that says neither yes nor no: a redirect, or a 2xx that cannot be read. */
  unreadable: { clear: 'failed', doubtful: 'unknown' },
  /** The API took no new sign-in, so it was never asked about the user; it would not take the next one either. */
  sign_in_refused: { clear: 'not_sent', doubtful: 'not_sent' },
  /** The same, but it may take the next one. */
  sign_in_failed: { clear: 'not_sent', doubtful: 'unknown' },
  /** No connection, or one that was lost. */
  no_connection: { clear: 'not_sent', doubtful: 'unknown' },
  /** The gate through which all requests of a run pass has given up. */
  gate_closed: { clear: 'not_sent', doubtful: 'unknown' },
  /** This machine refuses, such as to store a new token: to be mended here. */
  this_machine: { clear: 'not_sent', doubtful: 'unknown' },
  /** The user ended the wait for a turn or for the next attempt. */
  interrupted: { clear: 'not_sent', doubtful: 'unknown' },
  /** Anything else: no reason to send it again. */
  defect: { clear: 'failed', doubtful: 'unknown' },
} as const satisfies Readonly<Record<string, { readonly clear: Outcome; readonly doubtful: Outcome }>>;

export type Failure = keyof typeof OUTCOME_AFTER;

/** What `changed` is in a record of this outcome; null where it may have happened. */
export const CHANGED: Readonly<Record<Outcome, boolean | null>> = {
  changed: true,
  unchanged: false,
  recovered: true,
  failed: false,
  unknown: null,
  not_sent: false,
};

/** What is known besides the error. */
interface Circumstances {
  /** The API heard of the user at all: at least one attempt was made. */
  readonly asked: boolean;
  readonly interrupted: boolean;
}

/** Which kind of failure something thrown is. */
export function classifyFailure(
  error: unknown,
  alreadyApplied: AlreadyApplied | null,
  { asked, interrupted }: Circumstances,
): Failure {
  if (error instanceof ApiError) return asked ? classifyAnswer(error, alreadyApplied) : classifySignIn(error);
  if (error instanceof ConnectionError) return 'no_connection';
  if (error instanceof GateClosed) return 'gate_closed';
  if (error instanceof CliError) return 'this_machine';
  return isAbort(error, interrupted) ? 'interrupted' : 'defect';
}

function classifyAnswer(error: ApiError, alreadyApplied: AlreadyApplied | null): Failure {
  if (error.code === alreadyApplied?.code)
    return alreadyApplied.note === null ? 'already_gone' : 'already_applied';
  if (isRetryable(error)) return 'not_now';
  return error.status >= 400 ? 'refused' : 'unreadable';
}

const classifySignIn = (error: ApiError): Failure =>
  error.status >= 400 && !isRetryable(error) ? 'sign_in_refused' : 'sign_in_failed';

/** The reason of a signal that aborted; a defect is none, even while an interrupt is under way. */
export function isAbort(error: unknown, interrupted: boolean): boolean {
  return interrupted && error instanceof DOMException && error.name === 'AbortError';
}

/** Says that it may have been done although no answer came, to whom (an id or an e-mail address), and how to look. */
export function mayHaveHappenedText(
  { done, repeatable }: Pick<Operation, 'done' | 'repeatable'>,
  whom: string,
): string {
  const look = whom.includes('@') ? `aitronos users list --search ${whom}` : `aitronos users get ${whom}`;
  const careful = repeatable ? 'look' : 'look before you repeat it, which could do it twice';
  return `${whom} may have been ${done}; ${careful}: ${look}`;
}
