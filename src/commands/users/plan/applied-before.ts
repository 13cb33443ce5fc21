import type { Context } from '../../../cli/context.ts';
import { runById } from '../../../runs/journal/run-reader.ts';
import { isAtWork } from '../../../runs/ledger/run-at-work.ts';
import { countUsers } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { agreeing } from '../../../text/counted.ts';

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

/** How many rows of a run are left to `runs resume`. */
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
