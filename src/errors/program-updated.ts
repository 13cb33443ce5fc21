import { openFilesCure } from './cli-errors.ts';
import { reason, systemCode } from './reason.ts';

/** The code that src/start/load-program.cjs gives the error of a file of the program that is gone. */
const PROGRAM_UPDATED = 'PROGRAM_UPDATED';

/** True for the error of a part of the program that could not be loaded, because it is gone or not whole. */
export const isProgramUpdated = (error: unknown): error is Error => systemCode(error) === PROGRAM_UPDATED;

const MESSAGE = 'aitronos was updated or removed while this command started: a part of it is gone';
const AGAIN = 'run the command again; if it ends like this again, install aitronos again';

/** The same where too many files are open: a file is there, and cannot be opened. */
export const lacksOpenFiles = (error: unknown): boolean => openFilesCure(error) !== null;
const NOT_OPENED = 'a file that this call needs cannot be opened';

/** What is known of the changes of the call, in words; each null where it is not true. */
interface Done {
  /** Such as `nothing was sent`. */
  readonly untouched: string | null;
  /** What may have been done, and how to look. */
  readonly maybe: () => string | null;
}

/**
 * The error of a call that lacks a part of the program; null: nothing is known of its changes. The usual words of
 * errors may be in such a part: these are not. `cause`: why the part could not be loaded.
 */
export function updatedBody(done: Done | null, cause: unknown) {
  const cure = openFilesCure(cause);
  const what = cure === null ? MESSAGE : `${NOT_OPENED}: ${reason(cause)}`;
  const maybe = done?.maybe() ?? null;
  const isKnown = done !== null && maybe === null;
  return {
    code: cure === null ? PROGRAM_UPDATED : 'FILE',
    message: isKnown ? `${what}; ${done.untouched ?? 'nothing was changed'}` : what,
    status: null,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retryable: isKnown && cure === null,
    retry_after_s: null,
    hint: maybe ?? cure ?? AGAIN,
  };
}

/** True for an error of `updatedBody`. */
export const isUpdatedBody = ({ code, message }: { readonly code: string; readonly message: string }) =>
  code === PROGRAM_UPDATED || (code === 'FILE' && message.startsWith(NOT_OPENED));

/** Such an error as it is printed, in words or as a line of JSON. There is nothing in it that comes from outside. */
export const updatedText = (
  error: { readonly code: string; readonly message: string; readonly hint: string | null },
  asJson: boolean,
): string =>
  asJson
    ? `${JSON.stringify({ error })}\n`
    : `error: ${error.message} (${error.code})\nhint: ${error.hint ?? AGAIN}\n`;
