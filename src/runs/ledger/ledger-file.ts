import { constants, fchmodSync, fstatSync, openSync, readSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, fileError } from '../../errors/cli-errors.ts';
import { systemCode } from '../../errors/reason.ts';
import { trustedUser, trustFile, trustFolder } from '../../system/trusted-files.ts';
import { writeAll } from '../../system/written/write-all.ts';
import { type LedgerEntry, ledgerText, sha256Of } from './ledger-line.ts';

/** The file that chains what every process recorded of its run. */
export const ledgerFile = (runs: string) => join(runs, 'ledger.jsonl');

/** Far above the ledger of any organization. */
export const MOST_LEDGER_BYTES = 4 * 1024 ** 3;
/** Far above a line of ours, and what a power cut leaves of one. */
const TAIL_BYTES = 64 * 1024;
const NEWLINE = 10;

const { O_RDWR, O_CREAT, O_APPEND, O_NONBLOCK = 0 } = constants;

/** Throws `CliError` where other users could have written the ledger; the system's error where there is none. */
export const trustLedger = (runs: string): void => trustFile(ledgerFile(runs), MOST_LEDGER_BYTES);

/** What stopped the reading of the ledger, as an error of that file; `CliError` as it is. */
export const unreadableLedger = (runs: string, error: unknown): CliError =>
  error instanceof CliError ? error : fileError(`cannot read ${ledgerFile(runs)}`, error);

/**
 * Opens the ledger to append to it, or creates it for its owner alone. Throws `CliError` where it is not to be
 * believed, else the system's error.
 */
export function openLedger(runs: string): { readonly fd: number; readonly isNew: boolean } {
  let isNew = false;
  try {
    trustLedger(runs);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    trustFolder(dirname(ledgerFile(runs)));
    isNew = true;
  }
  // A named pipe put in its place meanwhile must not block the call.
  const fd = openSync(ledgerFile(runs), O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK, 0o600);
  const { mode, uid } = fstatSync(fd);
  if ((mode & 0o077) !== 0 && uid === trustedUser()) fchmodSync(fd, 0o600);
  return { fd, isNew };
}

/**
 * Appends a line for each of `before` and one for `own`, each holding on to the one before it, and returns the digest
 * of the last one. What is left of a line that a power cut tore is cut off first. To be called under the ledger's
 * lock, which `stillHeld` asks.
 */
export function appendEntries(
  runs: string,
  fd: number,
  before: readonly LedgerEntry[],
  own: LedgerEntry,
  stillHeld: () => boolean,
): string {
  const { last, torn_bytes, size } = readTail(fd);
  const lines: string[] = [];
  let previous = last === null ? null : sha256Of(last);
  for (const entry of before) {
    const line = ledgerText(entry, previous);
    lines.push(line);
    previous = sha256Of(line);
  }
  const own_line = ledgerText(own, previous);
  if (!stillHeld()) throw new Error('its lock was taken while this process was suspended');
  // By its name, because Windows cuts no file by what was opened to append to it.
  if (torn_bytes > 0) truncateSync(ledgerFile(runs), size - torn_bytes);
  writeAll(fd, `${[...lines, own_line].join('\n')}\n`);
  return sha256Of(own_line);
}

/** The last whole line of the ledger, without its line end, and how many bytes follow it. */
function readTail(fd: number): { last: Uint8Array | null; torn_bytes: number; size: number } {
  const { size } = fstatSync(fd);
  const length = Math.min(size, TAIL_BYTES);
  const buffer = Buffer.allocUnsafe(length);
  const tail = buffer.subarray(0, readSync(fd, buffer, 0, length, size - length));
  const end = tail.lastIndexOf(NEWLINE);
  const begin = end < 1 ? 0 : tail.lastIndexOf(NEWLINE, end - 1) + 1;
  if (begin === 0 && size > length) throw overlongLineError();
  const torn_bytes = tail.length - end - 1;
  return { last: end === -1 ? null : tail.subarray(begin, end), torn_bytes, size };
}

const overlongLineError = () => new Error('its last line is longer than any of this program');
