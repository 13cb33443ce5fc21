import { EXIT, type ExitCode } from './exit-codes.ts';
import { reason } from './reason.ts';

/** The program refuses, or fails by itself: a code for scripts, words for people, an exit code and a next step. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly exit: ExitCode;
  readonly hint: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds after which it may be tried again; null where it is not known. */
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

/** The call itself is wrong: nothing was sent. */
export function usageError(message: string, hint: string | null = null): CliError {
  return new CliError('USAGE', EXIT.usage, message, hint);
}

/** A file cannot be read or written: the disk or its permissions stand in the way. */
export function fileError(message: string, cause: unknown, hint: string | null = null): CliError {
  return new CliError('FILE', EXIT.refused, `${message}: ${reason(cause)}`, hint, { cause });
}

/** True where a run stopped because this machine cannot keep a new token. The session is still good. */
export const isNotRenewed = ({ details }: CliError): boolean => details['renewed'] === false;

/**
 * Another error, the `cause`, with a next step of its own. A script should not simply repeat it, unless it is
 * `retryable`.
 */
export class ErrorWithHint extends Error {
  override readonly name = 'ErrorWithHint';
  readonly hint: string;
  readonly retryable: boolean;

  constructor(error: unknown, hint: string, retryable = false) {
    super(undefined, { cause: error });
    this.hint = hint;
    this.retryable = retryable;
  }
}
