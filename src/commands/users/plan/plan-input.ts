import type { Context } from '../../../cli/context.ts';
import { LaterRows } from '../../../runs/input/duplicates.ts';
import type { RowProblem, RowsRead } from '../../../runs/input/rows.ts';
import { TextDigests } from '../../../text/digests/text-digests.ts';
import { requiredOfRows } from '../change/justification.ts';
import { readProtectList } from '../guards/protected-users.ts';
import type { AppliedPlan, RunInput } from '../run/run-request.ts';

/**
 * The rows of a plan as the input of a run. They were checked with the plan, and are read again here; that each says
 * what the setting `require` wants is checked against the settings of this call.
 */
export async function planInput(
  context: Context,
  { name, plan }: AppliedPlan,
  protect: string | undefined,
): Promise<RunInput> {
  const protectList = await readProtectList(context, protect);
  const { columns_read, left_out, reason, ticket } = plan.head;
  const required = requiredOfRows(context, { reason: reason ?? undefined, ticket: ticket ?? undefined });
  return {
    name,
    protectList,
    async readRows(keep): Promise<RowsRead> {
      const problems: RowProblem[] = [];
      const keys = new TextDigests();
      let rows = 0;
      for await (const block of plan.rowBlocks()) {
        rows += block.length;
        for (const row of block) {
          const missing = required.filter((each) => row[each] === undefined);
          for (const each of missing) problems.push(missingProblem(name, row.row, each));
          // A line is one of the file that was planned, and not of this one.
          await keep({ ...row, line: null });
          if (row.user_id !== null) keys.add(row.user_id);
        }
      }
      return {
        ...(columns_read && { columns_read }),
        carried: [],
        ...left_out,
        ...NO_FINDINGS,
        keys,
        later: new LaterRows(),
        rows,
        problems,
        problem_count: problems.length,
      };
    },
  };
}

const NO_FINDINGS = {
  duplicates: 0,
  repeated: [],
  notes: [],
  column_problems: [],
  has_header: true,
  columns: null,
  are_results: false,
  problemsIn: () => [],
  cure: null,
};

const missingProblem = (file: string, row: number, each: string): RowProblem => ({
  file,
  line: null,
  column: null,
  message: `row ${row} has no ${each}, which the setting require wants: plan it again with --${each}`,
});
