import { Command } from '@commander-js/extra-typings';
import {
  concurrencyOption,
  dryRunOption,
  failFastOption,
  rateOption,
  strictOption,
  yesOption,
} from '../../cli/options.ts';
import type { ExecuteRunOptions } from './execution/execute.ts';

/** A verb that continues an existing run. */
export const runVerb = (verb: string) =>
  new Command(verb)
    .argument('<run>', 'run id, or the beginning of one')
    .addOption(yesOption())
    .addOption(concurrencyOption())
    .addOption(rateOption())
    .addOption(failFastOption())
    .addOption(strictOption())
    .addOption(dryRunOption());

export interface ReopenOptions extends ExecuteRunOptions {
  readonly yes?: true | undefined;
  readonly dryRun?: true | undefined;
}
