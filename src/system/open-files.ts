import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileError, openFilesCure } from '../errors/cli-errors.ts';
import { systemCode } from '../errors/reason.ts';

/** What a call that sends one request at a time has open at once, and some more. */
const FOR_A_CALL = 16;
/** What a run has open beside its connections. */
const BESIDE_CONNECTIONS = 8;

/**
 * Throws `CliError` (exit 1) where this process may open so few files that a part of the program, of its record or of
 * the answer would be missing. Without this, each would be told as something else.
 */
export function requireFilesForCall(): void {
  const { count, error } = openable(FOR_A_CALL);
  if (error !== null) throw fileError(`nothing was done: ${roomWords(FOR_A_CALL, count)}`, error);
}

/** The same for a run. `each`: what one of its requests has open. */
export function requireFilesForRun(concurrency: number, each: number): void {
  const wanted = concurrency * each + BESIDE_CONNECTIONS;
  const { count, error } = openable(wanted);
  if (error === null) return;
  const less = Math.max(1, Math.floor((count - BESIDE_CONNECTIONS) / each));
  const what = `nothing was sent: with --concurrency ${concurrency} ${roomWords(wanted, count)}`;
  throw fileError(what, error, `--concurrency ${less}, or ${openFilesCure(error)}`);
}

const roomWords = (wanted: number, count: number) =>
  `this call has up to ${wanted} files open at once, and can open ${count}`;

/** How many of so many files can be opened now, and what keeps others from it; null where nothing is known to. */
function openable(wanted: number): { readonly count: number; readonly error: unknown } {
  const opened: number[] = [];
  try {
    while (opened.length < wanted) opened.push(openSync(devNull, 'r'));
    return { count: wanted, error: null };
  } catch (error) {
    const isFull = ['EMFILE', 'ENFILE'].includes(systemCode(error) ?? '');
    return { count: opened.length, error: isFull ? error : null };
  } finally {
    for (const each of opened) closeSync(each);
  }
}
