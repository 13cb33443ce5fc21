import type { Context } from '../../../cli/context.ts';
import { operationOf } from '../../../operations/by-action.ts';
import { dryRunOfMany } from '../../../operations/dry-run.ts';
import type { TargetFields } from '../../../operations/target.ts';
import type { View } from '../../../output/view.ts';
import type { Action } from '../../../results/record.ts';
import { isAbsent } from '../../../runs/input/row.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import type { JournalHeader } from '../../../runs/journal/journal-entries.ts';
import { targetOf } from '../../../runs/workers.ts';
import { protectedUserProblem, readProtectedUsers } from '../../users/guards/protected-users.ts';
import { IS_SELF, SELF_IN_OLD_RUN } from '../../users/guards/self.ts';
import { rowProblemsError } from '../../users/problems/row-problems.ts';

const OFF_THE_LIST =
  'take the user off the list (`aitronos config set protect`), and run the same command again';

/**
 * Reads the rows to send before the confirmation; `keep` receives each. Returns the departments that take
 * over resources. Throws `CliError` (usage) for protected users, who may have been added to the list after
 * the run began.
 */
export async function inspectRows(
  context: Context,
  { run_id, organization_id }: JournalHeader,
  rows: AsyncIterable<Row>,
  keep: (row: Row) => void,
): Promise<ReadonlySet<string>> {
  const protectedUsers = await readProtectedUsers(context, undefined, organization_id);
  const name = `run ${run_id}`;
  const departments = new Set<string>();
  const problems: RowProblem[] = [];
  let hint = SELF_IN_OLD_RUN;
  for await (const row of rows) {
    keep(row);
    if (row.department_id !== null) departments.add(row.department_id);
    const problem = protectedUserProblem(protectedUsers, row, { file: name, line: row.row });
    if (!problem) continue;
    if (protectedUsers.get(row.user_id ?? '') !== IS_SELF) hint = OFF_THE_LIST;
    problems.push(problem);
  }
  if (problems.length > 0) throw rowProblemsError({ name, problems, code: 'PROTECTED_USER', hint });
  return departments;
}

/** The requests that an action would send for these rows. */
export async function dryRunRows(
  context: Context,
  header: JournalHeader,
  action: Action,
  rows: AsyncIterable<Row>,
): Promise<View> {
  const targets: TargetFields[] = [];
  await inspectRows(context, header, rows, (row) => {
    if (!isAbsent(row)) targets.push(targetOf(row, header.organization_id));
  });
  return dryRunOfMany(operationOf[action], targets, await context.dryRunClient());
}
