import { CliError, fileError } from '../../errors/cli-errors.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import type { Environment } from '../../system/environment.ts';
import { type Lease, takeLease } from '../../system/locks/lease.ts';
import { type Holder, holderName, type Processes } from '../../system/locks/lock-holder.ts';
import { LockHeld } from '../../system/locks/lock-turns.ts';
import { isEndOfWait } from '../../system/locks/lock-wait.ts';
import { writingCure } from '../../system/written/writing-cure.ts';
import { leaseFile } from './run-folders.ts';

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
    'wait until it ends, or stop it there by Ctrl-C (`fg` wakes one that Ctrl-Z stopped), and run the same command ' +
    'again; one that has died is recognised within a minute';
  return new CliError('RUN_HELD', EXIT.refused, `${holderName(holder)} is working on this run${since}`, hint);
}
