/** The base of all errors of the library. `code` is the API's, or one of this library. */
export class AitronosError extends Error {
  // A constant, because bundling shortens the names of classes.
  override readonly name: string = 'AitronosError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What is absent, the answer does not tell. */
export interface ApiErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly type?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly trace_id?: string | null;
  readonly request_id?: string | null;
  readonly retry_after_s?: number | null;
}

/**
 * The server answered with an error or with an unreadable answer. Decide by `code` and `status`, never by
 * `type`, which the API's pages use inconsistently. https://docs.aitronos.com/docs/api-reference/error-codes
 */
export class ApiError extends AitronosError {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly trace_id: string | null;
  /** The answer's `x-request-id`, else the error's `trace_id`. */
  readonly request_id: string | null;
  /** Seconds that the server asked to wait before the next request. */
  readonly retry_after_s: number | null;

  constructor(facts: ApiErrorFacts, options?: ErrorOptions) {
    super(facts.code, facts.message, options);
    this.status = facts.status;
    this.type = facts.type ?? null;
    this.details = facts.details ?? {};
    this.trace_id = facts.trace_id ?? null;
    this.request_id = facts.request_id ?? null;
    this.retry_after_s = facts.retry_after_s ?? null;
  }
}

/** True where the API does not accept the credential. */
export const isUnauthorized = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 401;

/** No complete answer came. */
export class ConnectionError extends AitronosError {
  override readonly name = 'ConnectionError';
  /** True when the request was sent: the change may have been made. */
  readonly sent: boolean;
  /** False when a retry would fail the same way, as with a bad certificate or a refusing proxy. */
  readonly retryable: boolean;

  constructor(
    code: string,
    message: string,
    sent: boolean,
    { retryable = true, ...options }: ErrorOptions & { readonly retryable?: boolean } = {},
  ) {
    super(code, message, options);
    this.sent = sent;
    this.retryable = retryable;
  }
}

/** The gate that paces requests has closed; this request was not sent. */
export class GateClosed extends AitronosError {
  override readonly name = 'GateClosed';
  /** Seconds after which it may be tried again; null where it is not known. */
  readonly retry_after_s: number | null;

  constructor(code: 'API_AWAY' | 'WAIT_TOO_LONG', message: string, retry_after_s: number | null) {
    super(code, message);
    this.retry_after_s = retry_after_s;
  }
}
