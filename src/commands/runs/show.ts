import { Option } from '@commander-js/extra-typings';
import { markRepeatable } from '../../cli/help/marks.ts';
import { newCommand, type Run } from '../../cli/options.ts';
import { OUTCOMES, type Outcome } from '../../results/record.ts';
import { RESULTS } from '../../results/shapes.ts';
import { wordsOf } from '../../validation/choices.ts';

export const showCommand = (run: Run) =>
  newCommand('show', {
    summary: 'the results of a run',
    description: 'Show the results of a run, in the same records and formats as the run itself.',
    examples: [
      'runs show',
      'runs show 20260301-1200',
      'runs show 20260301-1200 --outcome failed,unknown -o csv > results.csv',
    ],
  })
    .argument('[run]', 'run id, or the beginning of one; else the newest')
    .addOption(outcomeOption())
    .action((id, { outcome }) =>
      run({ records: RESULTS }, async (context) =>
        (await import('./show-run.ts')).showRun(context, id, outcome),
      ),
    );

/** May be repeated, or name several. */
const outcomeOption = () =>
  markRepeatable(
    new Option('--outcome <outcome,…>', 'only rows that ended so, such as failed,unknown; may be repeated'),
  ).argParser((text: string, before: readonly Outcome[] | undefined) => [
    ...(before ?? []),
    ...wordsOf('outcomes', OUTCOMES, text),
  ]);
