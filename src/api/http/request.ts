import type { AnswerHead, WireAnswer, WireRequest } from './transport-types.ts';

/** Lets requests through when it is time; a run's limiter is one. */
export interface Gate {
  /** Resolves when one more may be sent; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
  /**
   * Hears the answer, or that there was none, of one that was let through, and which attempt of its request it was
   * (from 1).
   */
  release(answer: AnswerHead | null, attempt?: number): void;
}

/** What one call may add. */
export interface RequestOptions {
  /** Ends the attempt under way and the wait between two; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Ends waiting only: an attempt under way is finished. The call then rejects with the signal's reason. */
  readonly stopSignal?: AbortSignal | undefined;
  /** Each attempt passes it. */
  readonly gate?: Gate | undefined;
  /** Waited for before each attempt leaves; what it throws is thrown on, and nothing is sent. */
  readonly beforeSend?: (() => void | Promise<void>) | undefined;
  /** Further attempts after the first, for this call alone. */
  readonly retries?: number | undefined;
  /** False: not sent again after an attempt that may have done its work although no answer came. */
  readonly repeatable?: boolean | undefined;
  /** A larger answer is not read: 1 MiB for what changes something, 10 MiB for what is read. */
  readonly mostBytes?: number | undefined;
  /** Asks for a packed answer: worth it for lists. */
  readonly packed?: boolean | undefined;
  /** Hears of each attempt when it has ended. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** What is sent as it is given; the body is text or bytes, and JSON where its header says nothing else. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array | null | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** One attempt, after the fact. */
export interface Attempt {
  /** Counted from 1. */
  readonly number: number;
  readonly request: WireRequest;
  readonly answer: WireAnswer | null;
  readonly error: Error | null;
  /** True when the request left this machine. */
  readonly sent: boolean;
  readonly duration_ms: number;
  /** Milliseconds until the next attempt; null when there is none. */
  readonly wait_ms: number | null;
}
