import { Command } from '@commander-js/extra-typings';
import {
  concurrencyOption,
  examples,
  failFastOption,
  type Run,
  rateOption,
  strictOption,
  yesOption,
} from '../options.ts';
import { again } from './again.ts';

export const retryCommand = (run: Run) =>
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
