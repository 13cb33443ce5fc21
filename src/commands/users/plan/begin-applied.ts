import { join } from 'node:path';
import type { Context } from '../../../cli/context.ts';
import { CliError, fileError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { runsOfPlan } from '../../../runs/journal/later/later-runs.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { runsFolder } from '../../../system/folders.ts';
import { withLock } from '../../../system/locks/lock.ts';
import { holderName } from '../../../system/locks/lock-holder.ts';
import { LockHeld } from '../../../system/locks/lock-turns.ts';

/**
 * Begins the run of a plan with `begin`: of several processes that apply one plan at the same moment one does. The
 * others would send its rows once more, and invite everybody twice. `before`: the runs that had applied it when this
 * call looked. Throws `CliError`.
 */
export async function beginApplied<T>(
  context: Context,
  plan_digest: string,
  before: readonly string[],
  begin: () => Promise<T>,
): Promise<T> {
  const { environment } = context;
  const runs = runsFolder(environment);
  const begun = { work: false };
  // No run has such a name.
  return withLock(join(runs, '.applying'), environment, 'is beginning the run of a plan', async () => {
    begun.work = true;
    refuseOtherRun(context, runsOfPlan(runs, plan_digest), before);
    return begin();
  }).catch((error: unknown) => {
    throw begun.work || environment.signal.aborted ? error : lockError(runs, error);
  });
}

/**
 * Refuses a plan where another process works on one of the runs that apply it, newest first, or began one that is not
 * among `before`. Throws `CliError` (exit 1).
 */
export function refuseOtherRun(
  { environment, next }: Pick<Context, 'environment' | 'next'>,
  now: readonly string[],
  before: readonly string[],
): void {
  const works = (run_id: string) => isAtWork(runsFolder(environment), run_id, environment);
  const other = now.find((run_id) => !before.includes(run_id) || works(run_id));
  if (other === undefined) return;
  const what = works(other) ? 'another process carries out this plan' : 'this plan was carried out meanwhile';
  const message = `${what}, as run ${other}: nothing was sent`;
  throw new CliError('RUN_HELD', EXIT.refused, message, next(`runs show ${other}`));
}

function lockError(runs: string, error: unknown): CliError {
  if (!(error instanceof LockHeld)) return fileError(`nothing was sent: ${runs} cannot be locked`, error);
  const message = `${holderName(error.holder)} is beginning the run of a plan`;
  return new CliError('LOCKED', EXIT.tryLater, message, 'try again when it has ended', { retryable: true });
}
