import { Command } from '@commander-js/extra-typings';
import { examples, type Run } from '../../cli/options.ts';

export const showCommand = (run: Run) =>
  new Command('show')
    .summary('the results of a run')
    .description('Show the results of a run, in the same records and formats as the run itself.')
    .argument('<run>', 'run id, or the beginning of one')
    .addHelpText('after', examples('runs show 20260301-1200', 'runs show 20260301-1200 -o csv > results.csv'))
    .action((id) =>
      run(async (context) => {
        const { showRun } = await import('./show-run.ts');
        return showRun(context, id);
      }),
    );
