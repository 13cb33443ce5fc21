import { Command } from '@commander-js/extra-typings';
import { examples, type Run } from '../../cli/options.ts';
import { shownView } from './run-view.ts';

export const showCommand = (run: Run) =>
  new Command('show')
    .summary('the results of a run')
    .description('Show the results of a run, in the same records and formats as the run itself.')
    .argument('<run>', 'run id, or the beginning of one')
    .addHelpText('after', examples('runs show 20260301-1200', 'runs show 20260301-1200 -o csv > results.csv'))
    .action((id) =>
      run(async (context) => {
        const runs = await context.runs();
        const found = await runs.openRun(runs.folder, id);
        const by = await runs.findUndoingRun(runs.folder, found);
        return shownView(runs, found, by === null ? [] : [`it was undone by run ${by}`]);
      }),
    );
