import type { Context } from '../../cli/context.ts';
import type { View } from '../../output/view.ts';
import { findUndoingRun } from '../../runs/journal/later-runs.ts';
import { runsFolder } from '../../runs/journal/run-folders.ts';
import { openRun } from '../../runs/journal/run-reader.ts';
import { shownView } from './run-view.ts';

/** The results of the run whose id begins with `id`. Throws `CliError` where there is none, or more than one. */
export async function showRun({ environment }: Context, id: string): Promise<View> {
  const folder = runsFolder(environment);
  const found = await openRun(folder, id);
  const by = await findUndoingRun(folder, found);
  return shownView(found, by === null ? [] : [`it was undone by run ${by}`]);
}
