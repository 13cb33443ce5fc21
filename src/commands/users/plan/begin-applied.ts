import { join } from 'node:path';
import type { Context } from '../../../cli/context.ts';
import { CliError, fileError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { runsOfPlan } from '../../../runs/journal/later/later-runs.ts';
import { runById } from '../../../runs/journal/run-reader.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { countUsers } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { withLock } from '../../../system/locks/lock.ts';
import { holderName } from '../../../system/locks/lock-holder.ts';
import { LockHeld } from '../../../system/locks/lock-turns.ts';
import { agreeing } from '../../../text/counted.ts';

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

/**
 * Says which run applied the plan before, the first of `runs`: one that was cut off is gone on with, because it knows
 * what it sent without an answer, and a new run does not.
 */
export async function noteAppliedBefore(context: Context, runs: readonly string[]): Promise<void> {
  const { io, next } = context;
  const [run_id] = runs;
  if (run_id === undefined) return;
  const before = `the plan was applied before, by run ${run_id}`;
  const { open, total } = await countOpen(context, run_id);
  if (open === 0) return io.note(`${before}: ${next(`runs show ${run_id}`)}`);
  const left = `${open} of ${countUsers(total)} ${agreeing(open, 'is', 'are')} not done`;
  await io.note(`${before}, and ${left}; to continue that run: ${next(`runs resume ${run_id}`)}`);
}

async function countOpen({ environment }: Context, run_id: string): Promise<{ open: number; total: number }> {
  const runs = runsFolder(environment);
  try {
    const { states, summary } = await runById(runs, run_id);
    return { open: isAtWork(runs, run_id, environment) ? 0 : states.countOpen(), total: summary.total };
  } catch {
    // What shows that run tells what is wrong with it.
    return { open: 0, total: 0 };
  }
}
