import type { Context } from '../../../cli/context.ts';
import type { View } from '../../../output/view.ts';
import type { ReadableRun } from '../../../runs/journal/recorded-results.ts';
import { openRun } from '../../../runs/journal/run-reader.ts';
import type { Summary } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { isJsonFormat } from '../../../validation/choices.ts';
import { checkedView, verifyOne } from './verify-runs.ts';

/** What the API said of the users of a run that has just ended. */
export interface EndedCheck {
  /** The summary with the exit code of the check, where the run itself succeeded. */
  readonly summary: Summary;
  /** Adds what was found to the answer of the run. */
  readonly addTo: <V extends View>(view: V) => V;
}

/**
 * Asks the API about the users of a run that has just ended. Where the run succeeded the check decides the exit code.
 * Throws what asking throws.
 */
export async function verifyEnded(context: Context, run: ReadableRun, summary: Summary): Promise<EndedCheck> {
  const { summary: found, ...said } = checkedView(context, [await verifyOne(context, run, 0)]);
  const failures = said.failures ?? [];
  // The records of a change do not have what was found later.
  const unsaid = isJsonFormat(context.format()) ? failures : [];
  const exit_code = summary.exit_code === 0 ? found.exit_code : summary.exit_code;
  return {
    summary: { ...summary, exit_code },
    addTo: (view) => ({
      ...view,
      before: [...(view.before ?? []), ...(said.before ?? [])],
      failures: [...(view.failures ?? []), ...failures],
      warnings: [...(view.warnings ?? []), ...unsaid],
      ...(said.error !== undefined && view.error === undefined && { error: said.error }),
    }),
  };
}

/** The same for a change of one user; gives back its answer with what was found. */
export async function verifySingle(context: Context, run_id: string, view: View): Promise<View> {
  const run = await openRun(runsFolder(context.environment), run_id);
  return (await verifyEnded(context, run, run.summary)).addTo(view);
}
