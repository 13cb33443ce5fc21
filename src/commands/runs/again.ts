import { Command } from '@commander-js/extra-typings';
import type { Context, Runs } from '../../context.ts';
import type { View } from '../../output/view.ts';
import type { FoundRun } from '../../runs/found.ts';
import { users } from '../../runs/summary.ts';
import { concurrencyOption, failFastOption, rateOption, strictOption, yesOption } from '../options.ts';
import { type CarryOutOptions, carryOutRun, limiterOf } from './carry-out.ts';
import { checkCredential } from './endurance.ts';
import { lookThrough } from './to-send.ts';

/** A verb that takes a run up again. */
export const runVerb = (verb: string) =>
  new Command(verb)
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption());

export interface AgainOptions extends CarryOutOptions {
  readonly yes?: true | undefined;
}

/** Does something with a run that was begun before and that no other process may work on meanwhile. */
export async function holding(
  context: Context,
  id: string,
  work: (runs: Runs, found: FoundRun) => Promise<View>,
): Promise<View> {
  const runs = await context.runs();
  const { run, release } = await runs.hold(runs.folder, id, context.host);
  try {
    runs.checkOrigin(run, context.origin());
    return await work(runs, run);
  } finally {
    release();
  }
}

/** Works on a run that was begun before: on those of its rows that `choose` takes. */
export const again = (
  context: Context,
  id: string,
  options: AgainOptions,
  choose: (run: FoundRun) => (row: number) => boolean,
): Promise<View> =>
  holding(context, id, async (runs, found) => {
    const chosen = rowsChosen(found, choose(found));
    const { run_id, action, organization_id } = found.header;
    if (chosen.count === 0) await context.screen.note(`nothing is left to do in run ${run_id}`);
    else {
      await lookThrough(context, runs, found.header, runs.chosenRows(found, chosen.wanted), () => {});
      await checkCredential(context, chosen.count, options);
      const question = `Go on with run ${run_id}: ${action} ${users(chosen.count)} of ${organization_id}?`;
      await context.confirm(question, options.yes === true);
    }
    const limiter = await limiterOf(context, options);
    return carryOutRun(context, runs.goOn(found, context.host), chosen.wanted, options, limiter);
  });

/** The choice is made once: a row that is sent now is not chosen again because it failed. */
function rowsChosen({ states }: FoundRun, wanted: (row: number) => boolean) {
  const chosen = new Uint8Array(states.total + 1);
  let count = 0;
  for (let row = 1; row <= states.total; row += 1) {
    if (!wanted(row)) continue;
    chosen[row] = 1;
    count += 1;
  }
  return { count, wanted: (row: number) => chosen[row] === 1 };
}
