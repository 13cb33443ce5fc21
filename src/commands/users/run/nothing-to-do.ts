import type { Context } from '../../../cli/context.ts';
import type { LongView } from '../../../output/view.ts';
import { runCsv } from '../../../results/csv-columns.ts';
import type { Action } from '../../../results/record.ts';
import { runTable } from '../../../results/table.ts';
import { type LeftOut, NO_ROWS, NONE_LEFT_OUT, type Summary } from '../../../runs/summary.ts';
import { setOutputs } from '../../runs/execution/github-job.ts';
import type { GivenSetup, RunSetup } from './run-request.ts';

/** Says why there is nothing to do: no row of the file is meant or due, or it has none. `name`: that of the file. */
export function nothingNote({ draft }: GivenSetup, name: string): string {
  const { not_due, not_chosen } = draft.leftOut;
  if (not_due > 0) return 'nothing to do: no row of the file is due';
  return `nothing to do: ${not_chosen > 0 ? 'no row of the file is meant' : `${name} names nobody`}`;
}

/** The answer of a call whose file holds no row that is meant and due now: a success without a run. */
export const nothingToDo = ({ context, operation, request, draft }: RunSetup): LongView =>
  noRun(context, operation.action, request.organization_id, {
    leftOut: draft.leftOut,
    ...(draft.columnsRead && { columns: draft.columnsRead }),
    ownColumns: [...draft.columns],
  });

interface Input {
  readonly leftOut?: LeftOut;
  readonly columns?: NonNullable<Summary['columns']>;
  readonly ownColumns?: readonly string[];
}

/** The answer of a call that has no user to change: a success without a run. */
export function noRun(
  context: Context,
  action: Action,
  organization_id: string,
  { leftOut = NONE_LEFT_OUT, columns, ownColumns = [] }: Input = {},
): LongView {
  const summary = {
    run_id: null,
    action,
    organization_id,
    ...NO_ROWS,
    ...leftOut,
    duration_ms: 0,
    exit_code: 0,
    ledger_digest: null,
    ...(columns && { columns }),
  };
  context.end.set(() => summary);
  context.end.also((exit) => setOutputs(context, summary, exit));
  return {
    records: {
      within: { head: { summary }, list: 'results' },
      each: () => [],
      csv: () => runCsv([...ownColumns], []),
      table: () => runTable([], false),
    },
  };
}
