import { ApiError } from '../api/errors.ts';

/** One thing that was asked before a change, and what the API said. */
export interface Finding {
  readonly check: 'permission' | 'department' | 'user';
  readonly result: 'ok' | 'failed' | 'skipped';
  readonly message: string;
}

const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

/** What the API answers, or why it does not: it says no, or has nothing at this address. Throws what is neither, also a 401. */
export async function asked<T>(
  question: Promise<T>,
): Promise<{ readonly answer: T } | { readonly refused: ApiError; readonly offered: boolean }> {
  try {
    return { answer: await question };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 403) return { refused: error, offered: true };
    if (NOT_OFFERED.has(error.status)) return { refused: error, offered: false };
    throw error;
  }
}
