import type { Run } from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { reasonOption, ticketOption } from '../users/change/justification.ts';
import { runVerb } from './run-verb.ts';

export const undoCommand = (run: Run) =>
  runVerb('undo', {
    summary: 'reactivate whom a run deactivated, or remove whom it invited',
    description:
      'Reactivate exactly the users that a run deactivated, or remove exactly those that it invited, as a new run. Resources that were moved stay where they are.\n' +
      'Users whom a later run changed are named and left out. A run that was undone is undone again only with --again.',
    examples: ['runs undo 20260301-1200'],
  })
    .addOption(reasonOption())
    .addOption(ticketOption())
    .option('--again', 'also where the run was undone before')
    .action((id, options) =>
      run({ records: options.dryRun ? undefined : CHANGES }, async (context) => {
        const { undoRun } = await import('./reopen/undo-run.ts');
        return undoRun(context, id, options);
      }),
    );
