import { Command } from '@commander-js/extra-typings';
import { type Grid, listView } from '../../output/view.ts';
import type { Summary } from '../../runs/summary.ts';
import { examples, type Run } from '../options.ts';

const COLUMNS = [
  'run_id',
  'action',
  'organization_id',
  'total',
  'changed',
  'unchanged',
  'recovered',
  'failed',
  'unknown',
  'not_sent',
  'duration_ms',
  'exit_code',
] as const;

export const listCommand = (run: Run) =>
  new Command('list')
    .summary('all runs, newest first')
    .description(
      'List all runs, newest first. A run without an exit code was cut off, or is still under way.',
    )
    .addHelpText('after', examples('runs list', 'runs list --json'))
    .action(() =>
      run(async (context) => {
        const { allSummaries, folder } = await context.runs();
        const summaries: Summary[] = [];
        for await (const summary of allSummaries(folder, context.screen.note)) summaries.push(summary);
        return {
          ...listView(COLUMNS, summaries),
          table: summariesTable(summaries),
          notes: summaries.length === 0 ? ['there are no runs yet'] : [],
        };
      }),
    );

/** What fits a terminal; the other formats have every field. */
const summariesTable = (summaries: readonly Summary[]): Grid => ({
  columns: ['RUN', 'ACTION', 'ORGANIZATION', 'USERS', 'CHANGED', 'FAILED', 'OPEN', 'EXIT'],
  rows: summaries.map((summary) => [
    summary.run_id,
    summary.action,
    summary.organization_id,
    summary.total,
    summary.changed + summary.recovered,
    summary.failed,
    summary.unknown + summary.not_sent,
    summary.exit_code,
  ]),
});
