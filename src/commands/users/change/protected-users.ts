import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Row, RowProblem } from '../../../runs/input/rows.ts';
import { IS_SELF, refuseSelf, signedInUser } from './self.ts';

/** Protected users, whom no run may change, and the reason: text that follows the user id. */
export type ProtectedUsers = ReadonlyMap<string, string>;

/**
 * Reads the protected users: the stored list, `file` (`--protect`), and the signed-in user where the token
 * names one. Throws `CliError` (usage) with every problem of the file.
 */
export async function readProtectedUsers(
  context: Context,
  file: string | undefined,
): Promise<ProtectedUsers> {
  const reasons = new Map<string, string>();
  const me = signedInUser(context);
  if (me !== null) reasons.set(me, IS_SELF);
  const stored = context.setting('protect').value;
  for (const id of stored?.split(',') ?? [])
    reasons.set(id, 'is protected by the stored list (`aitronos config get protect`)');
  if (file === undefined) return reasons;
  const { readProtectFile } = await import('./protect-file.ts');
  for (const id of await readProtectFile(file, context.environment))
    reasons.set(id, `is protected by ${file}`);
  return reasons;
}

/**
 * The problem of a row with a protected user; null for any other row. `place` is the row's place in the
 * input.
 */
export function protectedUserProblem(
  users: ProtectedUsers,
  { user_id }: Pick<Row, 'user_id'>,
  place: Pick<RowProblem, 'file' | 'line'>,
): RowProblem | null {
  const reason = user_id === null ? undefined : users.get(user_id);
  return reason === undefined ? null : { ...place, column: null, message: `${user_id} ${reason}` };
}

/**
 * Refuses a single change of a user on the stored list or in `file` (`--protect`), and of the signed-in user
 * where that would lock them out. Throws `CliError` (usage).
 */
export async function refuseProtectedUser(
  context: Context,
  operation: Operation,
  user_id: string,
  file: string | undefined,
): Promise<void> {
  refuseSelf(context, operation, user_id);
  if (file === undefined && context.setting('protect').value === null) return;
  const reason = (await readProtectedUsers(context, file)).get(user_id);
  if (reason === undefined || reason === IS_SELF) return;
  const hint = 'who is on that list may not be changed: take them off it first';
  throw new CliError('PROTECTED_USER', EXIT.usage, `${user_id} ${reason}: nothing was sent`, hint);
}
