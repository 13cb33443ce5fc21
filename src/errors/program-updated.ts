import { systemCode } from './reason.ts';

/** The code that src/start/load-program.cjs gives the error of a file of the program that is gone. */
export const PROGRAM_UPDATED = 'PROGRAM_UPDATED';

/** True for the error of a part of the program that could not be loaded, because it is gone or not whole. */
export const isProgramUpdated = (error: unknown): error is Error => systemCode(error) === PROGRAM_UPDATED;

const MESSAGE = 'aitronos was updated or removed while this command started: a part of it is gone';
const AGAIN = 'run the command again; if it ends like this once more, install aitronos again';

/** What is known of the changes of the call, in words; each null where it is not true. */
interface Done {
  /** Such as `nothing was sent`. */
  readonly untouched: string | null;
  /** What may have been done, and how to look. */
  readonly maybe: string | null;
}

/**
 * The error of a call that lacks a part of the program; null: nothing is known of its changes. The usual words of
 * errors may be in such a part: these are not.
 */
export function updatedBody(done: Done | null) {
  const maybe = done?.maybe ?? null;
  const isKnown = done !== null && maybe === null;
  return {
    code: PROGRAM_UPDATED,
    message: isKnown ? `${MESSAGE}; ${done.untouched ?? 'nothing was changed'}` : MESSAGE,
    status: null,
    type: null,
    details: {},
    trace_id: null,
    request_id: null,
    retryable: isKnown,
    retry_after_s: null,
    hint: maybe ?? AGAIN,
  };
}

/** The error as it is printed, in words or as a line of JSON. There is nothing in it that comes from outside. */
export const updatedText = (
  error: { readonly message: string; readonly hint: string | null },
  asJson: boolean,
): string =>
  asJson
    ? `${JSON.stringify({ error })}\n`
    : `error: ${error.message} (${PROGRAM_UPDATED})\nhint: ${error.hint ?? AGAIN}\n`;
