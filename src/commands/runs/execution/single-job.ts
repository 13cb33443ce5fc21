import type { Context } from '../../../cli/context.ts';
import type { View } from '../../../output/view.ts';
import type { ResultRecord } from '../../../results/record.ts';
import { digestOfRun } from '../../../runs/ledger/find-lines.ts';
import { summaryOfOne } from '../../../runs/summary.ts';
import { runsFolder } from '../../../system/folders.ts';
import { addToPage, setOutputs } from './github-job.ts';

/**
 * Tells a job of GitHub Actions at the end of the call what a change of one user came to, as it is told of a run.
 * `run_id`: null where the change is not recorded.
 */
export function tellJobOfOne(
  context: Context,
  run_id: string | null,
  record: ResultRecord,
  view: View,
): void {
  const { outcome, error, user_id } = record;
  context.end.also(async (exit_code) => {
    const runs = runsFolder(context.environment);
    const ledger_digest = run_id === null ? null : await digestOfRun(runs, run_id);
    const summary = { ...summaryOfOne(run_id ?? '', record, exit_code), ledger_digest };
    const failed =
      error === null ? [] : [`${outcome}: ${user_id ?? 'row 1'}: ${error.message} (${error.code})`];
    await setOutputs(context, summary, exit_code);
    await addToPage(context, summary, {
      failures: [...failed, ...(view.failures ?? [])],
      ...('error' in view && { error: view.error }),
    });
  });
}
