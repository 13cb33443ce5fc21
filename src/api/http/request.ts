import type { AnswerHead, WireAnswer, WireRequest } from './transport-types.ts';

/** Paces requests; the rate limiter of a run implements it. */
export interface Gate {
  /** Resolves when the next request may be sent; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
  /**
   * Called after each acquired attempt, with its answer (null when none came) and the number of the attempt
   * within its request, from 1.
   */
  release(answer: AnswerHead | null, attempt?: number): void;
}

/** Options of one call. */
export interface RequestOptions {
  /** Aborts the current attempt and the waits between attempts; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Aborts waits only and lets the current attempt finish. The call rejects with the signal's reason. */
  readonly stopSignal?: AbortSignal | undefined;
  /** Acquired before each attempt. */
  readonly gate?: Gate | undefined;
  /** Awaited before each attempt is sent; when it throws, the call rejects with its error and nothing is sent. */
  readonly beforeSend?: (() => void | Promise<void>) | undefined;
  /** Further attempts after the first, for this call alone. */
  readonly retries?: number | undefined;
  /** False: no retry after an attempt that may have been carried out although no answer came. */
  readonly repeatable?: boolean | undefined;
  /** Larger answers are not read; Infinity reads all of them. Default: 10 MiB for a GET, 1 MiB for a change. */
  readonly mostBytes?: number | undefined;
  /** Asks for a gzip answer: worthwhile for lists. */
  readonly packed?: boolean | undefined;
  /**
   * Called after each attempt, and not awaited. What it throws is thrown by the call, also where the API has made the
   * change.
   */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** A request with the body as it is given: text or bytes, sent as JSON unless a header states another type. */
export interface RawRequest {
  /** In capitals or not: it is sent in capitals. */
  readonly method: string;
  /** Begins with a slash, with or without a query. */
  readonly path: string;
  readonly body?: string | Uint8Array | null | undefined;
  /** Names in any case: they are sent in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A finished attempt. */
export interface Attempt {
  /** Counted from 1. */
  readonly number: number;
  /** Its headers hold the access token or the API key. */
  readonly request: WireRequest;
  readonly answer: WireAnswer | null;
  readonly error: Error | null;
  /** True when the request left this machine. */
  readonly sent: boolean;
  readonly duration_ms: number;
  /** Milliseconds until the next attempt; null when there is none. */
  readonly wait_ms: number | null;
}
