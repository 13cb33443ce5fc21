import { Command } from '@commander-js/extra-typings';
import type { Context, Runs } from '../context.ts';
import { CliError, EXIT } from '../errors.ts';
import { operationOf } from '../operations/by-action.ts';
import { type Grid, listView, type View } from '../output/view.ts';
import type { OpenRun } from '../runs/session.ts';
import { countsText, type Summary, users } from '../runs/summary.ts';
import { version } from '../version.ts';
import { type CarryOutOptions, carryOutRun, runView } from './carry-out.ts';
import {
  concurrencyOption,
  examples,
  failFastOption,
  type Run,
  rateOption,
  strictOption,
  yesOption,
} from './options.ts';

export const runsCommand = (run: Run) =>
  new Command('runs')
    .description(
      'The record of every run of many users, and what can be done with it. The first letters of an id will do.',
    )
    .addCommand(listCommand(run))
    .addCommand(showCommand(run))
    .addCommand(resumeCommand(run))
    .addCommand(retryCommand(run))
    .addCommand(undoCommand(run));

const COLUMNS = [
  'run_id',
  'action',
  'organization_id',
  'total',
  'changed',
  'unchanged',
  'recovered',
  'failed',
  'unknown',
  'not_sent',
  'duration_ms',
  'exit_code',
] as const;

const listCommand = (run: Run) =>
  new Command('list')
    .summary('all runs, newest first')
    .description(
      'List all runs, newest first. A run without an exit code was cut off, or is still under way.',
    )
    .addHelpText('after', examples('runs list', 'runs list --json'))
    .action(() =>
      run(async (context) => {
        const { allSummaries, folder } = await context.runs();
        const summaries: Summary[] = [];
        for await (const summary of allSummaries(folder, context.screen.note)) summaries.push(summary);
        return {
          ...listView(COLUMNS, summaries),
          table: summariesTable(summaries),
          notes: summaries.length === 0 ? ['there are no runs yet'] : [],
        };
      }),
    );

/** What fits a terminal; the other formats have every field. */
const summariesTable = (summaries: readonly Summary[]): Grid => ({
  columns: ['RUN', 'ACTION', 'ORGANIZATION', 'USERS', 'CHANGED', 'FAILED', 'OPEN', 'EXIT'],
  rows: summaries.map((summary) => [
    summary.run_id,
    summary.action,
    summary.organization_id,
    summary.total,
    summary.changed + summary.recovered,
    summary.failed,
    summary.unknown + summary.not_sent,
    summary.exit_code,
  ]),
});

const showCommand = (run: Run) =>
  new Command('show')
    .summary('the results of a run')
    .description('Show the results of a run, in the same records and formats as the run itself.')
    .argument('<run>', 'run id, or the beginning of one')
    .addHelpText('after', examples('runs show 20260301-1200', 'runs show 20260301-1200 -o csv > results.csv'))
    .action((id) =>
      run(async (context) => {
        const runs = await context.runs();
        const found = await runs.look(runs.folder, id);
        return { ...runView(runs, found, found.summary), notes: [countsText(found.summary)] };
      }),
    );

interface AgainOptions extends CarryOutOptions {
  readonly yes?: true | undefined;
}

const resumeCommand = (run: Run) =>
  new Command('resume')
    .summary('go on with a run')
    .description(
      'Go on with a run: rows that are settled are skipped, rows whose answer never came are asked about again, the rest is sent.',
    )
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption())
    .addHelpText('after', examples('runs resume 20260301-1200', 'runs resume 20260301-1200 --yes'))
    .action((id, options) =>
      run((context) => again(context, id, options, (found) => (row) => found.states.isOpen(row))),
    );

const retryCommand = (run: Run) =>
  new Command('retry')
    .summary('send the rows that failed once more')
    .description('Send the rows that failed once more, within the same run.')
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption())
    .addHelpText('after', examples('runs retry 20260301-1200'))
    .action((id, options) =>
      run((context) =>
        again(context, id, options, (found) => (row) => found.states.outcome(row) === 'failed'),
      ),
    );

/** Works on a run that was begun before: on those of its rows that `choose` takes. */
async function again(
  context: Context,
  id: string,
  options: AgainOptions,
  choose: (run: OpenRun) => (row: number) => boolean,
): Promise<View> {
  const runs = await context.runs();
  const found = await runs.resume(runs.folder, id, context.host);
  let handedOver = false;
  try {
    runs.checkOrigin(found, context.origin());
    const chosen = rowsChosen(found, choose(found));
    const { run_id, action, organization_id } = found.header;
    if (chosen.count === 0) await context.screen.note(`nothing is left to do in run ${run_id}`);
    else {
      await context.credential();
      const question = `Go on with run ${run_id}: ${action} ${users(chosen.count)} of ${organization_id}?`;
      await context.confirm(question, options.yes === true);
    }
    handedOver = true;
    return await carryOutRun(context, found, chosen.wanted, options);
  } finally {
    if (!handedOver) found.close();
  }
}

/** The choice is made once: a row that is sent now is not chosen again because it failed. */
function rowsChosen({ states }: OpenRun, wanted: (row: number) => boolean) {
  const chosen = new Uint8Array(states.total + 1);
  let count = 0;
  for (let row = 1; row <= states.total; row += 1) {
    if (!wanted(row)) continue;
    chosen[row] = 1;
    count += 1;
  }
  return { count, wanted: (row: number) => chosen[row] === 1 };
}

const undoCommand = (run: Run) =>
  new Command('undo')
    .summary('reactivate the users that a run deactivated')
    .description(
      'Reactivate exactly the users that a run deactivated, as a new run. Resources that were moved stay where they are.',
    )
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption())
    .addHelpText('after', examples('runs undo 20260301-1200'))
    .action((id, options) => run((context) => undo(context, id, options)));

async function undo(context: Context, id: string, options: AgainOptions): Promise<View> {
  const runs = await context.runs();
  const { host } = context;
  const found = await runs.look(runs.folder, id);
  const { run_id, action, organization_id, origin } = found.header;
  if (action !== 'deactivate') {
    const message = `run ${run_id} is a ${action}: only deactivations can be undone`;
    throw new CliError('NOT_UNDOABLE', EXIT.usage, message, 'aitronos users deactivate --from <file>');
  }
  runs.checkOrigin(found, context.origin());
  const staging = new runs.Staging(runs.folder, runs.newRunId(host.clock.now(), host.random));
  let begun = false;
  try {
    await stageChanged(runs, found, staging);
    if (staging.rows === 0) {
      throw new CliError('NOTHING_TO_UNDO', EXIT.refused, `run ${run_id} changed no user`);
    }
    await context.credential();
    await context.screen.note('resources that were moved stay where they are');
    await context.confirm(
      operationOf.reactivate.question(users(staging.rows), organization_id, []),
      options.yes === true,
    );
    const facts = { action: 'reactivate', organization_id, origin, version, undoes: run_id } as const;
    const opened = await runs.begin(staging, facts, host);
    begun = true;
    return await carryOutRun(context, opened, () => true, options);
  } finally {
    if (!begun) staging.discard();
  }
}

async function stageChanged(
  runs: Runs,
  found: Awaited<ReturnType<Runs['look']>>,
  staging: InstanceType<Runs['Staging']>,
) {
  const changed = (row: number) => ['changed', 'recovered'].includes(found.states.outcome(row));
  let row = 0;
  for await (const { user_id } of runs.results(found, changed)) {
    row += 1;
    staging.keep({ row, user_id, department_id: null, input: { user_id } });
  }
}
