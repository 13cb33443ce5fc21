import type { Context } from '../../../cli/context.ts';
import type { View } from '../../../output/view.ts';
import { runsFolder } from '../../../runs/journal/run-paths.ts';
import { openRun } from '../../../runs/journal/run-reader.ts';
import { verifyEnded } from './verify-ended.ts';

/** Asks the API about the user of a change that has just been made, and adds what was found to its answer. */
export async function verifySingle(context: Context, run_id: string, view: View): Promise<View> {
  const run = await openRun(runsFolder(context.environment), run_id);
  return (await verifyEnded(context, run, run.summary)).addTo(view);
}
