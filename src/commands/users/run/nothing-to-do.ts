import type { LongView } from '../../../output/view.ts';
import { runCsv } from '../../../results/csv-columns.ts';
import { runTable } from '../../../results/table.ts';
import { NO_ROWS, type Summary } from '../../../runs/summary.ts';
import type { RunSetup } from './run-request.ts';

/** The answer of a call whose file names people, none of whom is meant or due now: a success without a run. */
export function nothingToDo({ context, operation, request, draft }: RunSetup): LongView {
  const { organization_id } = request;
  const summary: Omit<Summary, 'run_id'> & { readonly run_id: null } = {
    run_id: null,
    action: operation.action,
    organization_id,
    ...NO_ROWS,
    ...draft.leftOut,
    duration_ms: 0,
    exit_code: 0,
  };
  context.end.set(() => summary);
  return {
    notes: ['nothing to do: no row of the file is for now'],
    records: {
      within: { head: { summary }, list: 'results' },
      each: noRecords,
      rest: noRecords,
      csv: () => runCsv([...draft.columns], []),
      table: () => runTable([], false),
    },
  };
}

async function* noRecords(): AsyncGenerator<never> {}
