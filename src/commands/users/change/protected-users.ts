import type { Context, Runs } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import { rowProblemsError } from './row-problems.ts';
import { IS_SELF, refuseSelf, signedInUser } from './self.ts';

/** Users whom no run may touch, and why, in words that follow the user id. */
export type ProtectedUsers = ReadonlyMap<string, string>;

/**
 * The users whom no run may touch: those of the stored list, those of `file` (`--protect`), and the signed-in user, when the token says
 * who that is. Throws `CliError` (usage) with every problem of the file.
 */
export async function readProtectedUsers(
  context: Context,
  runs: Runs,
  file: string | undefined,
): Promise<ProtectedUsers> {
  const reasons = new Map<string, string>();
  const me = signedInUser(context);
  if (me !== null) reasons.set(me, IS_SELF);
  const stored = context.setting('protect').value;
  for (const id of stored?.split(',') ?? [])
    reasons.set(id, 'is protected by the stored list (`aitronos config get protect`)');
  if (file === undefined) return reasons;
  const form = runs.userRows({ use: 'none', fallback: null });
  const addresses: RowProblem[] = [];
  const read = await runs.readRows(runs.bytesOf(file, context.environment), { name: file, form }, (row) => {
    if (row.user_id === null || row.user_id.includes('@')) {
      const message = 'ids (usr_…) are wanted here: an e-mail address may change hands';
      addresses.push({ file, line: row.line ?? null, column: 'user_id', message });
    } else reasons.set(row.user_id, `is protected by ${file}`);
  });
  const problems = [...read.problems, ...addresses];
  const count = read.problem_count + addresses.length;
  if (count > 0) throw rowProblemsError({ name: file, problems, count });
  return reasons;
}

/** What is wrong with a row for a user whom no run may touch; null for any other row. `place` is where the row stands. */
export function protectedUserProblem(
  users: ProtectedUsers,
  { user_id }: Pick<Row, 'user_id'>,
  place: Pick<RowProblem, 'file' | 'line'>,
): RowProblem | null {
  const reason = user_id === null ? undefined : users.get(user_id);
  return reason === undefined ? null : { ...place, column: null, message: `${user_id} ${reason}` };
}

/**
 * Refuses a single change of a user whom the stored list or `file` (`--protect`) names, and of the signed-in user where that would
 * shut them out. Throws `CliError` (usage).
 */
export async function refuseProtectedUser(
  context: Context,
  operation: Operation,
  user_id: string,
  file: string | undefined,
): Promise<void> {
  refuseSelf(context, operation, user_id);
  if (file === undefined && context.setting('protect').value === null) return;
  const reason = (await readProtectedUsers(context, await context.runs(), file)).get(user_id);
  if (reason === undefined || reason === IS_SELF) return;
  const hint = 'who is on that list may not be changed: take them off it first';
  throw new CliError('PROTECTED_USER', EXIT.usage, `${user_id} ${reason}: nothing was sent`, hint);
}
