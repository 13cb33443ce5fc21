import type { Run } from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { runVerb } from './run-verb.ts';

/**
 * Retries within the same run, so that `runs undo` covers those rows too.
 * See docs/decisions/2026-11-23-retry-within-the-run.md.
 */
export const retryCommand = (run: Run) =>
  runVerb('retry', {
    summary: 'send the failed rows again',
    description:
      'Send the failed rows again, within the same run. Rows that were never sent, or whose answer never came, are for `runs resume`.',
    examples: ['runs retry 20260301-1200'],
  }).action((id, options) =>
    run({ records: options.dryRun ? undefined : CHANGES }, async (context) => {
      const { retryRun } = await import('./reopen/reopen.ts');
      return retryRun(context, id, options);
    }),
  );
