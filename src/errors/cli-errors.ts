import { EXIT, type ExitCode } from './exit-codes.ts';
import { reason, systemCode } from './reason.ts';

/** An error of this program, not of the API: a code for scripts, a message, an exit code and a hint. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly exit: ExitCode;
  readonly hint: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds after which it may be tried again; null where it is not known. */
  readonly retry_after_s: number | null;
  /** True where the same call is worth another try. */
  readonly retryable: boolean;
  /** True where the hint would be the same for any failure of a file: who knows better may give another one. */
  readonly isGeneral: boolean;

  constructor(
    code: string,
    exit: ExitCode,
    message: string,
    hint: string | null = null,
    more: {
      readonly cause?: unknown;
      readonly details?: Readonly<Record<string, unknown>>;
      readonly retry_after_s?: number | null;
      readonly retryable?: boolean;
      readonly isGeneral?: boolean;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.code = code;
    this.exit = exit;
    this.hint = hint;
    this.details = more.details ?? {};
    this.retry_after_s = more.retry_after_s ?? null;
    this.retryable = more.retryable ?? false;
    this.isGeneral = more.isGeneral ?? false;
  }
}

/** A wrong call of the program; nothing was sent. */
export function usageError(
  message: string,
  hint: string | null = null,
  details: Readonly<Record<string, unknown>> = {},
): CliError {
  return new CliError('USAGE', EXIT.usage, message, hint, { details });
}

/** The system's own code, for scripts and reports; its meaning stands in the message. */
export function systemDetails(cause: unknown): Readonly<Record<string, unknown>> {
  const system_code = systemCode(cause);
  return system_code === null ? {} : { system_code };
}

/** The next step after a failure of a file where nothing better is known. */
const LOOK_AT_FILES = '`aitronos doctor` looks at the files and folders of the program';
export const MAKE_ROOM = 'make room on that disk';

/** The next step where too many files are open, by this process or on this machine; null after any other failure. */
export function openFilesCure(cause: unknown): string | null {
  const code = systemCode(cause);
  if (code === 'ENFILE') return 'end programs that have many files open';
  return code === 'EMFILE'
    ? 'allow more: `ulimit -n 256`, in a service LimitNOFILE=256, for a container --ulimit nofile=256'
    : null;
}

/** The codes of a disk without room, also where it is this user's share or the longest file that is full. */
export const FULL_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What mends a failure to write a file that the user named. */
export function otherFileCure(cause: unknown): string {
  const code = systemCode(cause) ?? '';
  if (FULL_DISK.has(code)) return `${MAKE_ROOM}, or name a file on another one`;
  if (code === 'EROFS' || code === 'EIO') return 'name a file on another disk';
  if (code === 'EBUSY') return 'close the program that has it open, or name another file';
  if (code === 'ENXIO') return 'name a regular file, or read from the pipe first';
  return openFilesCure(cause) ?? 'name a file in a folder that is there and that you may write to';
}

/** A file cannot be read or written: the disk or its permissions stand in the way. */
export function fileError(message: string, cause: unknown, hint: string | null = null): CliError {
  const details = systemDetails(cause);
  const general = FULL_DISK.has(systemCode(cause) ?? '')
    ? MAKE_ROOM
    : (openFilesCure(cause) ?? LOOK_AT_FILES);
  const words = `${message}: ${reason(cause)}`;
  const more = { cause, details, isGeneral: hint === null };
  return new CliError('FILE', EXIT.refused, words, hint ?? general, more);
}

/** The same for one that no caller has worded. */
export const unwordedFileError = (error: Error): CliError =>
  fileError(`cannot use ${'path' in error ? error.path : 'a file of this call'}`, error);

/** True for a run that stopped because this machine could not store a new token. The session is still valid. */
export const isNotRenewed = ({ details }: CliError): boolean => details['renewed'] === false;

/** Wraps another error, the `cause`, with its own hint. Scripts should not repeat the call, unless `retryable`. */
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

/** The step for a wrong call that has no other cure. `command` as it is typed, from the program's name on. */
export const helpStep = (command: string): string => `\`${command} --help\` shows its usage`;

/** The step for a value without a letter. */
export const EMPTY_VALUE = 'it is empty: perhaps a variable that is not set';

/** The next step where a plan can be used no more, or not here. */
export const PLAN_AGAIN = 'plan it again: the same command with --plan';

/** The same error; a wrong call without a hint gets one, so that every one ends in a next step. */
export function withNextStep(error: unknown, command: string): unknown {
  if (!(error instanceof CliError) || error.code !== 'USAGE' || error.hint !== null) return error;
  const { code, exit, message, details, retry_after_s } = error;
  return new CliError(code, exit, message, helpStep(command), { cause: error, details, retry_after_s });
}
