import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { Target } from '../../../operations/target.ts';
import { isEmail } from '../../../validation/names.ts';
import { refuseProtected } from './protected-users.ts';
import { resolveTarget } from './resolve-target.ts';

/**
 * The target of a single change with ids in the place of names, unless it is a user whom no change may touch: who is named
 * by id is refused before any request. `file` is that of `--protect`. Throws `CliError`: as `named` does, or `PROTECTED_USER`.
 */
export async function resolveUnprotectedTarget(
  context: Context,
  operation: Operation,
  typed: Target,
  file: string | undefined,
): Promise<Target> {
  const { user_id } = typed;
  const byAddress = user_id !== null && isEmail(user_id);
  if (user_id !== null && !byAddress) await refuseProtected(context, operation, user_id, file);
  const target = await resolveTarget(context, typed);
  if (byAddress && target.user_id !== null) await refuseProtected(context, operation, target.user_id, file);
  return target;
}
