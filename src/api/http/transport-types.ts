/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The body where it is not UTF-8 text; `body` is then a lossy copy of it. */
  readonly bytes?: Uint8Array | undefined;
  /** Larger answers are not read. Default: 10 MiB. */
  readonly most_bytes?: number | undefined;
}

/** One answer as received. Header names in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Without a byte order mark. */
  readonly body: string;
  /** The raw bytes, where they differ from `body` encoded in UTF-8. */
  readonly bytes?: Uint8Array;
}

/** An answer without its body, enough to read rate limits and server state. */
export type AnswerHead = Pick<WireAnswer, 'status' | 'headers'>;

/** Aborts an attempt; `why` is shown to users. */
export type Cancel = (why: string) => void;

/**
 * Sends one request once. `begun` receives the function that aborts it. Throws `ConnectionError` when no
 * complete answer came or it was aborted (`sent` tells whether the request was sent), and `ApiError`
 * (`ANSWER_TOO_LARGE`) for a body over `most_bytes`.
 */
export type Transport = (request: WireRequest, begun: (cancel: Cancel) => void) => Promise<WireAnswer>;
