/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** One answer as it came. Header names in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request once. Throws `ConnectionError` when no whole answer came (`sent` says whether the request left),
 * also when `abort` fires, whose reason is the message; throws `ApiError` (`ANSWER_TOO_LARGE`) for a body over 10 MiB.
 */
export type Transport = (request: WireRequest, abort: AbortSignal) => Promise<WireAnswer>;
