import type { LongView } from '../../../output/view.ts';
import { runCsv } from '../../../results/csv-columns.ts';
import { runTable } from '../../../results/table.ts';
import { NO_ROWS, type Summary } from '../../../runs/summary.ts';
import type { RunSetup } from './run-request.ts';

/** Says why there is nothing to do: no row of the file is meant or due, or it has none. `name`: that of the file. */
export function nothingNote({ draft }: RunSetup, name: string): string {
  const { not_due, not_chosen } = draft.leftOut;
  if (not_due > 0) return 'nothing to do: no row of the file is for now';
  return `nothing to do: ${not_chosen > 0 ? 'no row of the file is meant' : `${name} names nobody`}`;
}

/** The answer of a call whose file holds no row that is meant and due now: a success without a run. */
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
    ledger_digest: null,
    ...(draft.columnsRead && { columns: draft.columnsRead }),
  };
  context.end.set(() => summary);
  return {
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
