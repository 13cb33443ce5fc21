import { AitronosError, ApiError, ConnectionError, GateClosed } from './api-errors.ts';
import { CliError, ErrorWithHint, unwordedFileError } from './cli-errors.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { addressPathHint, apiHint, connectionHint, cureByVariable, gateHint, libraryHint } from './hints.ts';
import { isProgramUpdated, lacksOpenFiles, updatedBody } from './program-updated.ts';
import { isOfDisk } from './reason.ts';
import { askedSeconds, isRetryable } from './retryable.ts';
import { retypeCommands } from './retyped-commands.ts';

/** The form of an error in JSON output and in result records. */
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

const INTERRUPTED = 'interrupted';
const TRY_LATER = 'try again later';

export interface Report {
  readonly exit: ExitCode;
  readonly body: ErrorBody;
}

/**
 * Turns any thrown value into an error body and an exit code. `interrupted`: the user ended the program,
 * whatever was thrown then.
 */
export function report(error: unknown, interrupted = false): Report {
  if (error instanceof ErrorWithHint) {
    const { exit, body } = report(error.cause, interrupted);
    return { exit, body: { ...body, retryable: error.retryable, hint: error.hint } };
  }
  if (error instanceof CliError) return { exit: error.exit, body: cliErrorBody(error) };
  if (interrupted) return { exit: EXIT.interrupted, body: baseBody('INTERRUPTED', INTERRUPTED) };
  return { exit: exitCodeOf(error), body: bodyOf(error) };
}

interface FailedCall {
  readonly interrupted: boolean;
  /** Words a command as it would have to be typed after this one. */
  readonly next: (command: string) => string;
  /** The address of the API; null where it is the sandbox's own, or not known. */
  readonly address: () => string | null;
  /** What is true where something was to be changed, and nothing is: such as `nothing was sent`. Null else. */
  readonly untouched: string | null;
  /** The variable that brings the credential of the call; absent where none does. */
  readonly variable?: string | undefined;
}

/** The same for the end of a call. */
export function reportCall(error: unknown, call: FailedCall): Report {
  const { interrupted, next, address, untouched, variable } = call;
  const { exit, body: told } = report(error, interrupted);
  const isOfVariable = variable !== undefined && told.hint !== null && exit === EXIT.signIn;
  const body = isOfVariable ? { ...told, hint: cureByVariable(told.hint, variable) } : told;
  // After no answer, "not now" and an answer that cannot be used, it would else be open whether anything was done.
  const isOpen = untouched !== null && (body.retryable || isUnusable(error));
  const calm = isOpen ? `${untouched}; ${body.hint ?? TRY_LATER}` : body.hint;
  const hints = [addressPathHint(body, address), calm].filter((hint) => hint !== null);
  const hint = hints.length === 0 ? null : retypeCommands(hints.join('\n'), next);
  const wasInterrupted = untouched !== null && body.message === INTERRUPTED;
  const message = wasInterrupted ? `${INTERRUPTED}: ${untouched}` : body.message;
  return { exit, body: { ...body, message, hint } };
}

/** True for an answer that is neither what was asked for nor a refusal. */
function isUnusable(error: unknown): boolean {
  const told = error instanceof ErrorWithHint ? error.cause : error;
  return told instanceof ApiError
    ? told.status < 400
    : told instanceof AitronosError && !(told instanceof ConnectionError || told instanceof GateClosed);
}

function bodyOf(error: unknown): ErrorBody {
  if (error instanceof ApiError) return apiErrorBody(error);
  if (error instanceof ConnectionError) {
    const { code, message, retryable } = error;
    const retry_after_s = askedSeconds(error);
    return { ...baseBody(code, message), retryable, retry_after_s, hint: connectionHint(error) };
  }
  if (error instanceof GateClosed) {
    const { retry_after_s } = error;
    return { ...baseBody(error.code, error.message), retryable: true, retry_after_s, hint: gateHint(error) };
  }
  if (isProgramUpdated(error) || lacksOpenFiles(error)) return updatedBody(null, error);
  if (isOfDisk(error)) return cliErrorBody(unwordedFileError(error));
  if (!(error instanceof AitronosError)) return defectBody(error);
  return { ...baseBody(error.code, error.message), hint: libraryHint(error) };
}

function baseBody(code: string, message: string): ErrorBody {
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

function cliErrorBody({ code, message, details, retryable, retry_after_s, hint }: CliError): ErrorBody {
  return { ...baseBody(code, message), details, retryable, retry_after_s, hint };
}

function apiErrorBody(error: ApiError): ErrorBody {
  const { code, message, status, type, details, trace_id, request_id, retry_after_s } = error;
  const [retryable, hint] = [isRetryable(error), apiHint(error)];
  return { code, message, status, type, details, trace_id, request_id, retryable, retry_after_s, hint };
}

function defectBody(error: unknown): ErrorBody {
  const what = error instanceof Error ? error.message : String(error);
  const hint = 'please report it, with the command and what it prints with --debug';
  return { ...baseBody('DEFECT', `a bug in aitronos: ${what}`), hint };
}
