/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The body where it is no text in UTF-8: `body` is then only its likeness. */
  readonly bytes?: Uint8Array | undefined;
  /** A larger answer is not read; 10 MiB where nothing is said. */
  readonly most_bytes?: number | undefined;
}

/** One answer as it came. Header names in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Without a byte order mark. */
  readonly body: string;
  /** The body where it is something else than `body` in UTF-8. */
  readonly bytes?: Uint8Array;
}

/** An answer without its body: what tells of the API's state. */
export type AnswerHead = Pick<WireAnswer, 'status' | 'headers'>;

/** Gives up an attempt; the text says why, for people. */
export type Cancel = (why: string) => void;

/**
 * Sends one request once; `begun` is handed the way to give it up. Throws `ConnectionError` when no whole answer came
 * (`sent` says whether the request left), also when it is given up; throws `ApiError` (`ANSWER_TOO_LARGE`) for a body over `most_bytes`.
 */
export type Transport = (request: WireRequest, begun: (cancel: Cancel) => void) => Promise<WireAnswer>;
