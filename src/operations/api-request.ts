import type { Client } from '../api/client.ts';
import type { Attempt, RawRequest } from '../api/http/request.ts';
import { mayHaveHappened } from '../api/http/retries/retry-rules.ts';
import type { WireAnswer } from '../api/http/transport-types.ts';
import { ApiError } from '../errors/api-errors.ts';
import { ErrorWithHint } from '../errors/cli-errors.ts';

/** The result of a request: the last answer, whatever its status, and the error where it is no success. */
export interface RequestResult {
  readonly answer: WireAnswer | null;
  readonly error: unknown;
}

/** How to send it. `again`: retries methods other than GET too. */
export interface SendRequestOptions {
  readonly signal: AbortSignal;
  readonly again: boolean;
}

/**
 * Sends one request as given. Its effect is unknown here, so only a GET is retried unless `again` is set.
 * See docs/decisions/2026-11-25-api-command-repeats-get-only.md.
 */
export async function sendApiRequest(
  client: Client,
  request: RawRequest,
  { signal, again }: SendRequestOptions,
): Promise<RequestResult> {
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
  'it may have been done all the same: look before you repeat it; --retry sends such a request again, even if that does it twice';
