import { AitronosError, ApiError, ConnectionError, GateClosed } from './api-errors.ts';
import { CONNECTION_HINTS } from './connection-hints.ts';
import { isRetryable } from './retryable.ts';

/** Exit codes: what a script can tell from the end of the program. */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  partial: 3,
  signIn: 4,
  tryLater: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** We refuse, or something of ours failed: a code for scripts, words for people, an exit code and a next step. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly exit: ExitCode;
  readonly hint: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds after which it may be tried again; null when nobody said it. */
  readonly retry_after_s: number | null;

  constructor(
    code: string,
    exit: ExitCode,
    message: string,
    hint: string | null = null,
    more: {
      readonly cause?: unknown;
      readonly details?: Readonly<Record<string, unknown>>;
      readonly retry_after_s?: number | null;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.exit = exit;
    this.hint = hint;
    this.details = more.details ?? {};
    this.retry_after_s = more.retry_after_s ?? null;
  }
}

/** The disk or its permissions are the trouble. */
export function fileError(message: string, cause: unknown, hint: string | null = null): CliError {
  return new CliError('FILE', EXIT.refused, `${message}: ${reason(cause)}`, hint, { cause });
}

/** The system's own words for a failure, without the path it repeats. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [words] = error.message.split(/, [a-z]+(?: '|$)/);
  return words ?? error.message;
}

/** The call itself is wrong: nothing was sent. */
export function usageError(message: string, hint: string | null = null): CliError {
  return new CliError('USAGE', EXIT.usage, message, hint);
}

/** True where a run stopped because this machine cannot keep a new token; nobody is signed out. */
export const isNotRenewed = ({ details }: CliError): boolean => details['renewed'] === false;

/** An error as it is printed in JSON and stands in result records. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly status: number | null;
  readonly type: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly trace_id: string | null;
  readonly request_id: string | null;
  readonly retryable: boolean;
  readonly retry_after_s: number | null;
  readonly hint: string | null;
}

export interface Report {
  readonly exit: ExitCode;
  readonly body: ErrorBody;
}

/** Another error, whose next step is not the usual one and which no script should simply repeat, unless it says `retryable`. */
export class ErrorWithHint extends Error {
  override readonly name = 'Advised';
  readonly hint: string;
  readonly retryable: boolean;

  constructor(error: unknown, hint: string, retryable = false) {
    super(undefined, { cause: error });
    this.hint = hint;
    this.retryable = retryable;
  }
}

/** Anything thrown, in words and with its exit code. `interrupted`: the user ended the program, whatever was thrown then. */
export function report(error: unknown, interrupted = false): Report {
  if (error instanceof ErrorWithHint) {
    const { exit, body } = report(error.cause, interrupted);
    return { exit, body: { ...body, retryable: error.retryable, hint: error.hint } };
  }
  if (error instanceof CliError)
    return {
      exit: error.exit,
      body: {
        ...baseBody(error),
        details: error.details,
        retry_after_s: error.retry_after_s,
        hint: error.hint,
      },
    };
  if (interrupted) {
    return { exit: EXIT.interrupted, body: baseBody({ code: 'INTERRUPTED', message: 'interrupted' }) };
  }
  if (error instanceof ApiError)
    return { exit: apiExitCode(error), body: { ...apiErrorBody(error), hint: apiHint(error) } };
  if (error instanceof ConnectionError) {
    return {
      exit: EXIT.tryLater,
      body: { ...baseBody(error), retryable: error.retryable, hint: hintIn(CONNECTION_HINTS, error.code) },
    };
  }
  if (error instanceof GateClosed) {
    const { retry_after_s } = error;
    const hint = retry_after_s === null ? 'try again later' : `try again in ${span(retry_after_s)}`;
    return { exit: EXIT.tryLater, body: { ...baseBody(error), retryable: true, retry_after_s, hint } };
  }
  if (error instanceof AitronosError) return { exit: EXIT.refused, body: baseBody(error) };
  const what = error instanceof Error ? error.message : String(error);
  const hint = 'please report it, with the command and what it prints with --debug';
  return {
    exit: EXIT.refused,
    body: { ...baseBody({ code: 'DEFECT', message: `a defect of aitronos: ${what}` }), hint },
  };
}

function baseBody({ code, message }: { readonly code: string; readonly message: string }): ErrorBody {
  return {
    code,
    message,
    status: null,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retryable: false,
    retry_after_s: null,
    hint: null,
  };
}

function apiErrorBody(error: ApiError): ErrorBody {
  const { code, message, status, type, details, trace_id, request_id, retry_after_s } = error;
  const retryable = isRetryable(error);
  return { code, message, status, type, details, trace_id, request_id, retryable, retry_after_s, hint: null };
}

function apiExitCode(error: ApiError): ExitCode {
  if (error.status === 401 || error.status === 403) return EXIT.signIn;
  return isRetryable(error) ? EXIT.tryLater : EXIT.refused;
}

const CODE_HINTS: Readonly<Record<string, string>> = {
  INVALID_CREDENTIALS: 'check the address and the password, and run the same command again',
  NOT_JSON:
    'something other than the API may have answered; `aitronos config list` shows the address that is used',
  REDIRECTED: 'set --api-url to the address of the API itself; a redirect would carry the token elsewhere',
  UNEXPECTED_STATE: 'look at the user before going on: the API did not do what was asked',
};

/** The hint for a code; any text may be one, also the name of something that every object has. */
const hintIn = (hints: Readonly<Record<string, string>>, code: string): string | null =>
  (Object.hasOwn(hints, code) ? hints[code] : null) ?? null;

function apiHint(error: ApiError): string | null {
  const known = hintIn(CODE_HINTS, error.code);
  if (known) return known;
  if (error.status === 401)
    return 'sign in with `aitronos auth login`; `aitronos auth status` shows which token is used';
  if (error.status === 403) return '`aitronos auth status` shows who is asking';
  if (error.status === 404) return 'check the ids, and the organization: `aitronos config get org`';
  if (error.retry_after_s) return `try again in ${span(error.retry_after_s)}`;
  return isRetryable(error) ? 'try again later; the same command is safe to repeat' : null;
}

/** Seconds as people say them: `12 s`, `60 min`. */
export function span(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
