import { AitronosError, ApiError } from '../errors/api-errors.ts';
import { reason } from '../errors/reason.ts';

export interface CheckResult {
  readonly check: 'permission' | 'department' | 'role' | 'user';
  readonly result: 'ok' | 'failed' | 'skipped';
  readonly message: string;
}

/** Makes the results of one check. */
export const resultsOf =
  (check: CheckResult['check']) =>
  (result: CheckResult['result'], message: string): CheckResult => ({ check, result, message });

/** The API's answer, or the reason in words why there is none. */
export type Probe<T> =
  | { readonly answer: T }
  /** The API does not let the caller look: 403, with its code. */
  | { readonly refused: string; readonly code: string }
  /** The API does not offer it, or has no such object: 404, or 405 and 501 of a server without the endpoint. */
  | { readonly missing: string };

export type Unanswered = Exclude<Probe<unknown>, { readonly answer: unknown }>;

/** Why there is no answer, in words. */
export const whyNot = (asked: Unanswered): string => ('refused' in asked ? asked.refused : asked.missing);

const UNEXPECTED: ReadonlySet<string> = new Set(['UNEXPECTED_ANSWER', 'UNEXPECTED_STATE']);

/** True for an answer of success about something else than was asked for. */
export const isUnexpectedAnswer = (error: unknown): error is AitronosError =>
  error instanceof AitronosError && UNEXPECTED.has(error.code);

const MISSING: ReadonlySet<number> = new Set([404, 405, 501]);

/**
 * Waits for an answer and turns refusals into a result, also an answer of success with other contents. Throws
 * connection errors, and a 401.
 */
export async function probe<T>(question: Promise<T>): Promise<Probe<T>> {
  try {
    return await probeOfGuard(question);
  } catch (error) {
    if (isUnexpectedAnswer(error)) return { missing: error.message };
    throw error;
  }
}

/**
 * The same for what a guard asks, which lets nothing pass but what the API does not let us look at: throws also
 * (`UNEXPECTED_ANSWER`, `UNEXPECTED_STATE`) for an answer of success with other contents.
 */
export async function probeOfGuard<T>(question: Promise<T>): Promise<Probe<T>> {
  try {
    return { answer: await question };
  } catch (error) {
    if (error instanceof ApiError && error.status === 403)
      return { refused: reason(error), code: error.code };
    if (error instanceof ApiError && MISSING.has(error.status))
      return { missing: `${error.message} (${error.code})` };
    throw error;
  }
}

/** The one of the two by which to ask. */
export const probeBy = (isGuard: boolean | undefined): typeof probe => (isGuard ? probeOfGuard : probe);
