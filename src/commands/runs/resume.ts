import type { Run } from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { runVerb } from './run-verb.ts';

export const resumeCommand = (run: Run) =>
  runVerb('resume', {
    summary: 'go on with a run',
    description:
      'Go on with a run: rows with a result are skipped, also those that failed (`runs retry` sends these), rows whose answer never came are asked about again, the rest is sent.',
    examples: ['runs resume 20260301-1200', 'runs resume 20260301-1200 --yes'],
  }).action((id, options) =>
    run({ records: options.dryRun ? undefined : CHANGES }, async (context) => {
      const { resumeRun } = await import('./reopen/reopen.ts');
      return resumeRun(context, id, options);
    }),
  );
