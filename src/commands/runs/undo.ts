import type { Context, Runs } from '../../context.ts';
import { CliError, EXIT } from '../../errors.ts';
import { operationOf } from '../../operations/by-action.ts';
import type { View } from '../../output/view.ts';
import type { FoundRun } from '../../runs/found.ts';
import type { Row } from '../../runs/rows.ts';
import { users } from '../../runs/summary.ts';
import { version } from '../../version.ts';
import { examples, type Run } from '../options.ts';
import { signedIn } from '../users/guards.ts';
import { type AgainOptions, holding, runVerb } from './again.ts';
import { carryOutRun, limiterOf } from './carry-out.ts';
import { checkCredential } from './endurance.ts';
import { lookThrough, rehearseRows } from './to-send.ts';

export const undoCommand = (run: Run) =>
  runVerb('undo')
    .summary('reactivate the users that a run deactivated')
    .description(
      'Reactivate exactly the users that a run deactivated, as a new run. Resources that were moved stay where they are.',
    )
    .addHelpText('after', examples('runs undo 20260301-1200'))
    .action((id, options) =>
      run((context) => holding(context, id, options, (runs, found) => undo(context, runs, found, options))),
    );

async function undo(context: Context, runs: Runs, found: FoundRun, options: AgainOptions): Promise<View> {
  const { host } = context;
  const { run_id, action, organization_id, origin } = found.header;
  if (action !== 'deactivate') {
    const message = `run ${run_id} is a ${action}: only deactivations can be undone`;
    throw new CliError('NOT_UNDOABLE', EXIT.usage, message, '`aitronos runs list` shows which are');
  }
  const { changed, recovered, unknown } = found.states.counts();
  if (unknown > 0) {
    const doubt = `whether the run deactivated ${users(unknown)} is not known`;
    await context.screen.warn(`${doubt}, and undo leaves them out: aitronos runs resume ${run_id} finds out`);
  }
  if (changed + recovered === 0)
    throw new CliError('NOTHING_TO_UNDO', EXIT.refused, `run ${run_id} changed no user`);
  await context.screen.note('resources that were moved stay where they are');
  const rows = changedRows(runs, found);
  if (options.dryRun) return rehearseRows(context, runs, found.header, 'reactivate', rows);
  const staging = new runs.Staging(runs.folder, runs.newRunId(host.clock.now(), host.random));
  let begun = false;
  try {
    await lookThrough(context, runs, found.header, rows, (row) =>
      staging.keep({ ...row, row: staging.rows + 1 }),
    );
    await checkCredential(context, staging.rows, options);
    await context.confirm(
      operationOf.reactivate.question(users(staging.rows), organization_id, []),
      options.yes === true,
    );
    const facts = {
      action: 'reactivate',
      organization_id,
      origin,
      version,
      by: signedIn(context),
      undoes: run_id,
    } as const;
    const opened = await runs.begin(staging, facts, host);
    begun = true;
    return await carryOutRun(context, opened, () => true, options, await limiterOf(context, options));
  } finally {
    if (!begun) staging.discard();
  }
}

/** The users whom a run changed, under the numbers of its rows. */
async function* changedRows(runs: Runs, found: FoundRun): AsyncGenerator<Row> {
  const changed = (row: number) => ['changed', 'recovered'].includes(found.states.outcome(row));
  for await (const { row, user_id } of runs.results(found, changed)) {
    yield { row, user_id, department_id: null, input: user_id === null ? {} : { user_id } };
  }
}
