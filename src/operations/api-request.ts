import type { Client } from '../api/client.ts';
import type { Attempt, RawRequest } from '../api/http/request.ts';
import { mayHaveHappened } from '../api/http/retry-rules.ts';
import type { WireAnswer } from '../api/http/transport-types.ts';
import { ApiError } from '../errors/api-errors.ts';
import { ErrorWithHint } from '../errors/cli-errors.ts';

/** What came of a request: the last answer, whatever it says, and the error of one that is no success. */
export interface Asked {
  readonly answer: WireAnswer | null;
  readonly error: unknown;
}

/** How it is sent. `again`: also what is no GET is sent again where that helps. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly again: boolean;
}

/**
 * Sends one request as it is given. What it does is not known here, so only a GET is sent again unless that
 * was asked for. See docs/decisions/2026-11-25-api-command-repeats-get-only.md.
 */
export async function sendApiRequest(
  client: Client,
  request: RawRequest,
  { signal, again }: Asking,
): Promise<Asked> {
  const attempts: Attempt[] = [];
  const repeat = request.method === 'GET' || again ? {} : { retries: 0 };
  const options = { signal, ...repeat, onAttempt: (attempt: Attempt) => attempts.push(attempt) };
  return client.request(request, options).then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => {
      const failed = !again && error instanceof ApiError && error.status >= 500;
      const doubtful = request.method !== 'GET' && (failed || attempts.some(mayHaveHappened));
      return {
        answer: attempts.at(-1)?.answer ?? null,
        error: doubtful ? new ErrorWithHint(error, DOUBT) : error,
      };
    },
  );
}

const DOUBT =
  'it may have been done all the same: look before you repeat it; --retry repeats what is safe to repeat';
