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

export const resumeCommand = (run: Run) =>
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
