import type { Run } from '../../cli/options.ts';
import { CHANGES } from '../../results/shapes.ts';
import { runVerb } from './run-verb.ts';

export const resumeCommand = (run: Run) =>
  runVerb('resume', {
    summary: 'continue a run',
    description:
      'Continue a run: rows with a result are skipped, failed ones too (`runs retry` sends those). The rest is sent; a row whose answer never came is sent again, unless it is an invitation.',
    examples: ['runs resume 20260301-1200', 'runs resume 20260301-1200 --yes'],
  }).action((id, options) =>
    run({ records: options.dryRun ? undefined : CHANGES }, async (context) => {
      const { resumeRun } = await import('./reopen/reopen.ts');
      return resumeRun(context, id, options);
    }),
  );
