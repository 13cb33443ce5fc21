import { recordDoubt } from '../../audit/evidence/record-doubt.ts';
import type { Context } from '../../cli/context.ts';
import { during } from '../../cli/streams/during.ts';
import type { LongView, View } from '../../output/view.ts';
import type { Outcome, RunRecord } from '../../results/record.ts';
import { findUndoingRun } from '../../runs/journal/later/later-runs.ts';
import { type FoundRun, openRun } from '../../runs/journal/run-reader.ts';
import { digestOfRun } from '../../runs/ledger/find-lines.ts';
import { isAtWork, STILL_AT_WORK } from '../../runs/ledger/run-at-work.ts';
import { newestRun } from '../../runs/list/newest-run.ts';
import { undoneBy } from '../../runs/summary.ts';
import { runsFolder } from '../../system/folders.ts';
import { openSteps } from './next-steps.ts';
import { shownView } from './run-view.ts';
import { tellDoubt } from './verify/told-doubt.ts';

/**
 * The results of the run whose id begins with `id`, or of the newest one; with `outcomes` only of the rows that
 * ended so. Throws `CliError` where there is no such run, or more than one.
 */
export async function showRun(
  context: Context,
  id: string | undefined,
  outcomes: readonly Outcome[] = [],
): Promise<View> {
  const { environment, io, next } = context;
  const folder = runsFolder(environment);
  const run_id = id ?? newestRun(folder);
  if (id === undefined) await io.note(`the newest run: ${run_id}`);
  const opened = await during(io, `reading ${run_id}`, () => openRun(folder, run_id));
  const ledger_digest = await digestOfRun(folder, opened.header.run_id);
  const found = { ...opened, summary: { ...opened.summary, ledger_digest } };
  if (found.damage === null) await tellDoubt(context, found, await recordDoubt(folder, found));
  const by = await findUndoingRun(folder, found);
  const notes =
    by === null ? restNotes(found, folder, context) : [`it ${undoneBy(by.summary, found.summary)}`];
  const view = shownView(found, next, notes);
  return outcomes.length === 0 ? view : withOutcomes(view, outcomes);
}

/** How a run with rows that are not done goes on. */
function restNotes(run: FoundRun, folder: string, { environment, next }: Context): readonly string[] {
  if (run.damage !== null) return [];
  if (isAtWork(folder, run.header.run_id, environment)) return [STILL_AT_WORK];
  return openSteps(run.summary, run.states, next).map((step) => `next: ${step}`);
}

/** The same view with the records of these outcomes alone; where there are none, a note says so. */
function withOutcomes(view: LongView, outcomes: readonly Outcome[]): LongView {
  const { records, notes = [] } = view;
  let none = false;
  const chosen = async function* () {
    let some = false;
    for await (const record of records.each()) {
      // Records of a run come from its own journal, whose form was checked when it was read.
      if (!outcomes.includes((record as RunRecord).outcome)) continue;
      some = true;
      yield record;
    }
    none = !some;
  };
  return {
    ...view,
    records: { ...records, each: chosen },
    notes: () => [
      ...(typeof notes === 'function' ? notes() : notes),
      ...(none ? [`no row is ${outcomes.join(' or ')}`] : []),
    ],
  };
}
