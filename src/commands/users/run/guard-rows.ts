import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { RowProblem } from '../../../runs/input/rows.ts';
import { protectedUserProblem } from '../change/protected-users.ts';
import { rowProblemsError } from '../change/row-problems.ts';
import { IS_SELF, leaveOutHint } from '../change/self.ts';
import type { CheckedRows } from './checked-rows.ts';
import type { RunInput } from './read-input.ts';
import type { RunSetup } from './run-request.ts';

/**
 * Step 4. Also runs before step 3 for rows that already have ids, so that nothing is sent for a run that will
 * be refused. In: checked rows. Out: nothing. Throws `CliError` (usage) for more rows than `--max`, and for
 * protected users, with all their rows.
 */
export async function guardRows(
  { draft, request }: RunSetup,
  { name, protectedUsers }: RunInput,
  { count, users }: CheckedRows,
): Promise<void> {
  refuseLarger(count, request.max);
  if (![...protectedUsers.keys()].some((id) => users.has(id))) return;
  const problems: RowProblem[] = [];
  for await (const row of draft.read()) {
    const problem = protectedUserProblem(protectedUsers, row, { file: name, line: row.line ?? null });
    if (problem) problems.push(problem);
  }
  if (problems.length === 0) return;
  const [me] = [...users].filter((id) => protectedUsers.get(id) === IS_SELF);
  const hint = me === undefined ? {} : { hint: leaveOutHint(me) };
  throw rowProblemsError({ name, problems, code: 'PROTECTED_USER', ...hint });
}

function refuseLarger(count: number, max: number | undefined): void {
  if (max === undefined || count <= max) return;
  const message = `${count} users are more than --max ${max}: nothing was sent`;
  throw new CliError('TOO_MANY', EXIT.usage, message, 'look at the file, or raise --max');
}
