import * as options from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { withRunOptions } from '../users/change/change-options.ts';
import { reasonOption, ticketOption } from '../users/change/justification.ts';

/** A verb that continues an existing run. Its work offers one where none is named. */
function runVerb(verb: string, words: options.CommandWords) {
  const command = options.newCommand(verb, words).argument('<run>', 'run id, or the beginning of one');
  Reflect.set(command, 'missingArgument', () => {});
  return withRunOptions(command)
    .addOption(options.protectOption())
    .addOption(options.strictOption())
    .addOption(options.verifyOption())
    .addOption(options.dryRunOption());
}

export const resumeCommand = (run: options.Run) =>
  runVerb('resume', {
    summary: 'continue a run',
    description:
      'Continue a run: rows with a result are skipped, failed ones too (`runs retry` sends those). The ' +
      'rest is sent; a row whose answer never came is sent again, unless it is an invitation.',
    examples: ['runs resume 20260301-1200', 'runs resume 20260301-1200 --yes'],
  }).action((id, options) =>
    run({ records: options.dryRun ? undefined : CHANGES }, async (context) =>
      (await import('./reopen/reopen.ts')).resumeRun(context, id, options),
    ),
  );

/**
 * Retries within the same run, so that `runs undo` covers those rows too.
 * See docs/decisions/2026-11-23-retry-within-the-run.md.
 */
export const retryCommand = (run: options.Run) =>
  runVerb('retry', {
    summary: 'send the failed rows again',
    description:
      'Send the failed rows again, within the same run. Rows that were never sent, or whose answer never came, are for `runs resume`.',
    examples: ['runs retry 20260301-1200'],
  }).action((id, options) =>
    run({ records: options.dryRun ? undefined : CHANGES }, async (context) =>
      (await import('./reopen/reopen.ts')).retryRun(context, id, options),
    ),
  );

export const undoCommand = (run: options.Run) =>
  runVerb('undo', {
    summary: 'reactivate whom a run deactivated, or remove whom it invited',
    description:
      'Reactivate exactly the users that a run deactivated, or remove exactly those that it invited, as a ' +
      'new run. Resources that were moved stay where they are.\n' +
      'Users whom a later run changed are named and left out. A run that was undone is undone again only with --again.',
    examples: ['runs undo 20260301-1200'],
  })
    .addOption(reasonOption())
    .addOption(ticketOption())
    .option('--again', 'also where the run was undone before')
    .action((id, options) =>
      run({ records: options.dryRun ? undefined : CHANGES }, async (context) =>
        (await import('./reopen/undo-run.ts')).undoRun(context, id, options),
      ),
    );
