import { accessSync, constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CliError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { withLock } from '../../system/locks/lock.ts';
import { holderName, type Processes } from '../../system/locks/lock-holder.ts';
import { LockHeld } from '../../system/locks/lock-turns.ts';
import { isEndOfWait } from '../../system/locks/lock-wait.ts';
import { fileAccessError, makeFolder, readContents } from './configuration-folder.ts';
import { removeLeftovers } from './leftovers.ts';

/**
 * Runs `work` while no other process changes a file of the configuration folder, and removes temporary files of killed
 * processes. `check` may throw before the lock is taken. Waits up to half a minute for the process that holds the lock.
 * Throws `CliError` (exit 5) naming that process, `CliError` (exit 1) for an unusable folder, the reason of an
 * interrupt that ended the wait, and what `work` throws.
 */
export async function withLockedFile<T>(
  file: string,
  processes: Processes,
  work: (lost: () => boolean) => Promise<T>,
  check: () => void = () => {},
): Promise<T> {
  // Reports a damaged file first, before a missing write permission.
  readContents(file);
  try {
    makeFolder(file);
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw fileAccessError('write', file, error);
  }
  check();
  const begun = { work: false };
  return withLock(file, processes, `is changing ${basename(file)}`, async (lost) => {
    begun.work = true;
    removeLeftovers(file);
    return work(lost);
  }).catch((error: unknown) => {
    throw begun.work || isEndOfWait(error, processes) ? error : lockError(file, error);
  });
}

function lockError(file: string, error: unknown): CliError {
  if (!(error instanceof LockHeld)) return fileAccessError('write', file, error);
  const { holder } = error;
  const since = holder === null ? '' : `, since ${holder.since}`;
  const hint = `try again when it has ended; when no other aitronos runs: rmdir ${file}.lock`;
  const message = `${holderName(holder)} is changing ${file}${since}`;
  return new CliError('LOCKED', EXIT.tryLater, message, hint, { retryable: true });
}
