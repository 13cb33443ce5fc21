import { AitronosError, ApiError } from '../errors/api-errors.ts';

/** One thing that was asked before a change, and what the API said. */
export interface CheckResult {
  readonly check: 'permission' | 'department' | 'role' | 'user';
  readonly result: 'ok' | 'failed' | 'skipped';
  readonly message: string;
}

/** What the API answered, or in words why it did not. */
export type Probe<T> =
  | { readonly answer: T }
  | { readonly refused: string }
  /** It has nothing of the kind at this address. */
  | { readonly missing: string };

/** It answered, but not what it was asked. */
const UNEXPECTED: ReadonlySet<string> = new Set(['UNEXPECTED_ANSWER', 'UNEXPECTED_STATE']);

const MISSING: ReadonlySet<number> = new Set([404, 405, 501]);

/** Waits for an answer and turns refusals into a result. Throws connection errors, and a 401. */
export async function probe<T>(question: Promise<T>): Promise<Probe<T>> {
  try {
    return { answer: await question };
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return { refused: error.message };
    if (error instanceof ApiError && MISSING.has(error.status))
      return { missing: `${error.message} (${error.code})` };
    if (error instanceof AitronosError && UNEXPECTED.has(error.code)) return { missing: error.message };
    throw error;
  }
}
