import type { Command, OptionValues } from '@commander-js/extra-typings';
import * as options from '../../../cli/options.ts';
import { idsOnlyOption, planOption } from '../plan/plan-flags.ts';
import { reasonOption, ticketOption } from './justification.ts';
import { dueOption, withReadingOptions } from './reading-flags.ts';

/** Adds the options of every change of users. */
export const withChangeOptions = <A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  plan = planOption(),
) =>
  command
    .addOption(reasonOption())
    .addOption(ticketOption())
    .addOption(options.verifyOption())
    .addOption(options.checkOption())
    .addOption(options.dryRunOption())
    .addOption(plan)
    .addOption(idsOnlyOption());

/** Adds the options of all that sends a run. */
export const withRunOptions = <A extends unknown[], O extends OptionValues>(command: Command<A, O>) =>
  command
    .addOption(options.yesOption())
    .addOption(options.maxOption())
    .addOption(options.concurrencyOption())
    .addOption(options.rateOption())
    .addOption(options.failFastOption());

/** Adds the options of every change that can be made to many users. */
export const withManyOptions = <A extends unknown[], O extends OptionValues>(
  command: Command<A, O>,
  plan = planOption(),
) => {
  const ofMany = withRunOptions(command.addOption(options.fromOption())).addOption(dueOption());
  // Behind --check, without which Commander would take it for given.
  const withCheck = withChangeOptions(ofMany, plan).addOption(options.noCheckOption());
  return withReadingOptions(options.refuseCheckAndNoCheck(withCheck));
};
