import { existsSync, fstatSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, FULL_DISK, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { systemCode } from '../../errors/reason.ts';
import type { Environment } from '../../system/environment.ts';
import { type Lease, takeLease } from '../../system/locks/lease.ts';
import { type Holder, holderName, type Processes } from '../../system/locks/lock-holder.ts';
import { signatureOf } from '../../system/locks/lock-signature.ts';
import { LockHeld } from '../../system/locks/lock-turns.ts';
import { isEndOfWait } from '../../system/locks/lock-wait.ts';
import { writingCure } from '../../system/written/writing-cure.ts';
import { leaseFile } from './run-folders.ts';
import { journalFile, runIdOf } from './run-paths.ts';

/**
 * Locks a run for this process. The lock of a dead process is free at once; the lock of a process on another
 * machine or in another container is watched for its heartbeat. Throws `CliError` (exit 1) with the holder, or, where
 * the lock cannot be made, with what mends that. `again`: what is to be done then.
 */
export async function acquireRunLock(
  path: string,
  environment: Processes & Pick<Environment, 'clock'>,
  again = 'run the same command again',
): Promise<Lease> {
  const file = leaseFile(path);
  return takeLease(file, environment, environment.clock.now()).catch((error: unknown) => {
    if (isEndOfWait(error, environment)) throw error;
    if (error instanceof LockHeld) throw heldError(error.holder);
    const what = `nothing was sent: the run cannot be locked in ${path}`;
    const isLeft = error instanceof CliError;
    const cure = isLeft && !error.isGeneral ? error.hint : null;
    throw fileError(what, error, cure ?? writingCure(path, isLeft ? error.cause : error, again));
  });
}

/** The error for a run that another process works on; `holder`: null where it is unknown. */
export function heldError(holder: Holder | null): CliError {
  const since = holder === null ? '' : ` since ${holder.since}`;
  const hint =
    'wait until it ends (`fg` wakes one that Ctrl-Z stopped), and run the same command again; one that has died is ' +
    'recognised within a minute';
  return new CliError('RUN_HELD', EXIT.refused, `${holderName(holder)} is working on this run${since}`, hint);
}

/**
 * The error for a run of which this process does not know any more that it is its own: nothing more may be sent.
 * `path`: of the run or its journal.
 */
export function lostError(path: string, run_id: string): CliError {
  const unread = whyUnread(path);
  if (unread !== null) return unreadError(path, run_id, unread);
  const [lost, hint] = existsSync(path)
    ? [`another process has taken run ${run_id} while this one was suspended`, `aitronos runs show ${run_id}`]
    : [`the record of run ${run_id} was moved or removed while it was at work`, WHAT_IS_THERE];
  return new CliError('RUN_LOST', EXIT.refused, `${lost}: ${NONE_SENT}`, hint);
}

const NONE_SENT = 'nothing more is sent from here';

function unreadError(path: string, run_id: string, unread: unknown): CliError {
  const what = `${NONE_SENT}: whether run ${run_id} is still this process's own cannot be read`;
  return fileError(what, unread, writingCure(path, unread, `\`aitronos runs resume ${run_id}\``));
}

/**
 * The error for a journal that was moved, removed, replaced or cut short, of which this process has written so many
 * bytes: what it wrote now would be in no record, and what it read back would be of other rows. Null where it is whole.
 */
export function wholeError(journal: string, fd: number, length: number): CliError | null {
  const run_id = runIdOf(journal);
  try {
    const found = statSync(journal, { throwIfNoEntry: false });
    if (!found) return lostError(journal, run_id);
    // Not by their numbers, which some systems tell otherwise of a path than of an open file. A copy falls behind.
    if (found.size === length && fstatSync(fd).size === length) return null;
  } catch (error) {
    return unreadError(journal, run_id, error);
  }
  const what = `the record of run ${run_id} was changed or replaced while it was at work`;
  const hint = '`aitronos runs verify --journal` shows whether it is whole';
  return new CliError('RUN_LOST', EXIT.refused, `${what}: ${NONE_SENT}`, hint);
}

/** The error for a journal that the disk does not take: nothing more may be sent. */
export function unwrittenError(journal: string, error: unknown): CliError {
  const run_id = runIdOf(journal);
  const isFull = FULL_DISK.has(systemCode(error) ?? '');
  return fileError(
    `cannot write ${journal}, and what cannot be recorded is not sent`,
    error,
    `${isFull ? 'make room, and' : 'let it be written, and'} then: \`aitronos runs resume ${run_id}\`; ` +
      `what was sent before: \`aitronos runs show ${run_id}\``,
  );
}

/** The error for a run whose record was removed while it was read, as by `runs delete`. */
export const goneError = (run_id: string): CliError =>
  new CliError(
    'RUN_LOST',
    EXIT.refused,
    `the record of run ${run_id} was moved or removed while it was read`,
    WHAT_IS_THERE,
  );

const WHAT_IS_THERE = '`aitronos runs list` shows what is there';

/** What keeps the name of a run's holder from being read; null where it can be, or is not there. */
function whyUnread(path: string): unknown {
  const run = path === journalFile(dirname(path)) ? dirname(path) : path;
  try {
    readFileSync(signatureOf(leaseFile(run)));
    return null;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '') ? null : error;
  }
}
