import { newCommand, type Run } from '../../cli/options.ts';
import { during } from '../../cli/streams/during.ts';
import { idIn } from '../../output/selection/record-shape.ts';
import { listView, mayCut, mayLeaveOut, type Table, whenAsked } from '../../output/view.ts';
import { OUTCOMES } from '../../results/record.ts';
import type { Summary } from '../../runs/summary.ts';
import { runsFolder } from '../../system/folders.ts';
import { counted } from '../../text/counted.ts';
import { runId } from '../../validation/ids.ts';

const COLUMNS = [
  'run_id',
  'action',
  'organization_id',
  'total',
  ...OUTCOMES,
  'not_due',
  'not_chosen',
  'duration_ms',
  'exit_code',
  'ledger_digest',
] as const;

export const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'all runs, newest first',
    description:
      'List all runs, newest first. A run without an exit code was cut off, or is still under way.',
    examples: ['runs list', 'runs list --json'],
  }).action(() =>
    run({ records: RUNS }, async (context) => {
      const { readRuns, undoneNotes } = await import('../../runs/list/listed-runs.ts');
      const folder = runsFolder(context.environment);
      let count = 0;
      let unread = 0;
      const readAll = () =>
        readRuns(folder, {
          unreadable: (why) => {
            unread += 1;
            context.io.note(why);
          },
          read: (read) => (count = read),
          signal: context.environment.signal,
        });
      const so_far = () => `: ${counted(count, 'run')} so far`;
      const listed = await during(context.io, 'reading the journals', readAll, so_far);
      // Long ledgers take their time, and the table has no room for digests.
      const isTable = context.format() === 'table' && context.fields === undefined;
      const digests = isTable ? NO_DIGESTS : await digestsIn(folder);
      const summaries = listed.map(({ summary }) => withDigest(summary, digests));
      return {
        ...listView(COLUMNS, summaries),
        table: summariesTable(summaries),
        notes: summaries.length + unread === 0 ? ['there are no runs yet'] : undoneNotes(listed),
      };
    }),
  );

const NO_DIGESTS: ReadonlyMap<string, string> = new Map();

async function digestsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const { digestsOfRuns } = await import('../../runs/ledger/find-lines.ts');
  return digestsOfRuns(folder);
}

function withDigest(summary: Summary, digests: ReadonlyMap<string, string>): Summary {
  const ledger_digest = digests.get(summary.run_id);
  return ledger_digest === undefined ? summary : { ...summary, ledger_digest };
}

const RUNS = {
  idOf: idIn(runId, 'run_id'),
  fields: [...COLUMNS, 'columns', 'columns.*'],
  headings: {
    run: 'run_id',
    organization: 'organization_id',
    users: 'total',
    exit: 'exit_code',
  },
  mixed: { open: ['unknown', 'not_sent'] },
};

/** The columns that fit a terminal; other formats have every field. */
const summariesTable = (summaries: readonly Summary[]): Table =>
  whenAsked({
    columns: [
      'RUN',
      mayCut('ACTION', 10),
      // One organization for all needs no column, and the unchanged are those that the other counts leave.
      haveOneOrganization(summaries) ? mayLeaveOut('ORGANIZATION', 1) : 'ORGANIZATION',
      'USERS',
      'CHANGED',
      mayLeaveOut('UNCHANGED', 2),
      'FAILED',
      'OPEN',
      'EXIT',
    ],
    rows: () =>
      summaries.map((summary) => [
        summary.run_id,
        summary.action,
        summary.organization_id,
        summary.total,
        summary.changed + summary.recovered,
        summary.unchanged + summary.not_found,
        summary.failed,
        summary.unknown + summary.not_sent,
        summary.exit_code,
      ]),
  });

const haveOneOrganization = (summaries: readonly Summary[]): boolean =>
  new Set(summaries.map(({ organization_id }) => organization_id)).size < 2;
