import { planMarkdown } from '../../../approval/plan-table.ts';
import { type OpenPlan, readPlan } from '../../../approval/reading/read-plan.ts';
import type { Context } from '../../../cli/context.ts';
import { readTold } from '../../../cli/files/typed-file.ts';
import { requireAll } from '../../../cli/missing/required-values.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import { operationOf } from '../../../operations/by-action.ts';
import type { ShortView, View } from '../../../output/view.ts';
import type { Row } from '../../../runs/input/rows.ts';
import { runsOfPlan } from '../../../runs/journal/later/later-runs.ts';
import { runsFolder } from '../../../system/folders.ts';
import { inputName } from '../../../validation/paths.ts';
import { notesOnPlanned } from '../../users/change/justification.ts';
import { beginApplied, noteAppliedBefore, refuseOtherRun } from '../../users/plan/begin-applied.ts';
import { runMany } from '../../users/run/run-many.ts';
import { setPlanDigest } from '../execution/github-job.ts';
import { type ApplyOptions, refuseOlder, refuseOtherName, refuseOtherPlan } from './refuse-plan.ts';

/**
 * Carries a plan out as a run: what it is about, and whether it is the one that was approved, is checked before any
 * request; then it takes the steps of a run. Throws `CliError` (usage) for a plan that is not to be applied.
 */
export async function applyPlan(context: Context, typed: string | null, given: ApplyOptions): Promise<View> {
  context.change.plan({ dryRun: given.dryRun, approved: given.digest });
  const { plan: file } = await requireAll(context, { plan: typed }, { offline: given.dryRun });
  const { environment, io } = context;
  const name = inputName(file);
  refuseTypedPlan(environment, file, given);
  const plan = await readTold(context, file, 'the plan', () => readPlan(file, name, environment));
  context.atEnd(async () => plan.close());
  const { head, digest } = plan;
  await refuseOtherPlan(context, plan, given);
  await setPlanDigest(context, digest);
  if (given.fourEyes && given.dryRun) await io.note('--four-eyes was not checked: a dry run asks nobody');
  const by = head.planned_by ?? 'an unknown user';
  await io.note(`a plan of ${head.planned_at} by ${by}: ${digest}`);
  const before = runsOfPlan(runsFolder(environment), digest);
  if (!given.dryRun) refuseOtherRun(context, before, before);
  await noteAppliedBefore(context, before);
  // A dry run records nothing.
  for (const words of given.dryRun ? [] : notesOnPlanned(context, head)) await io.note(words);
  const markdown = context.format() === 'markdown' ? await planMarkdown(head, digest, rowsOf(plan)) : null;
  const { planned_by, planned_at, organization_id, missing, reason, ticket, time_zone } = head;
  const { check, drift, ...options } = given;
  const view = await runMany(context, operationOf[head.action], {
    ...options,
    // Commander's word for a `--no-check` that was not given.
    ...(check === false && { check }),
    ...(missing !== null && { missing }),
    organization: organization_id,
    applied: {
      name,
      plan,
      facts: {
        plan_digest: digest,
        planned_by,
        planned_at,
        ...(given.digest !== undefined && { digest_given: true as const }),
        ...(reason !== null && { reason }),
        ...(ticket !== null && { ticket }),
        ...(time_zone !== null && { time_zone }),
      },
      fourEyes: given.fourEyes === true,
      skipsDrift: drift === 'skip',
      refuseOtherName: () => refuseOtherName(context, organization_id, given.org),
      beginOnce: (begin) => {
        // The question may have waited for hours.
        refuseOlder(context, planned_at, given.maxAge);
        return beginApplied(context, digest, before, begin);
      },
    },
  });
  return markdown === null ? view : planPage(view, markdown);
}

async function* rowsOf({ rowBlocks }: OpenPlan): AsyncGenerator<Row> {
  for await (const block of rowBlocks()) yield* block;
}

/** The page of a plan in the place of what a dry run answers else, which may be made one by one. */
function planPage({ notes = [], warnings = [] }: View, markdown: string): ShortView {
  return { json: null, csv: { columns: [], rows: [] }, table: '', markdown, notes, warnings };
}

/** A plan that comes from the keyboard uses up stdin, so no question could be answered afterwards. */
function refuseTypedPlan({ stdin }: Context['environment'], file: string, given: ApplyOptions): void {
  if (file !== '-' || stdin.isTTY !== true || given.yes || given.dryRun) return;
  throw usageError('the plan comes from stdin, so there is nobody to ask', 'add --yes, or name a file');
}
