import type { Context } from '../../context.ts';
import { usageError } from '../../errors.ts';
import type { Operation } from '../../operations/operation.ts';
import type { View } from '../../output/view.ts';
import { type ManyOptions, runMany } from './many.ts';
import { runOne } from './one.ts';

export interface ApplyOptions extends ManyOptions {
  readonly org?: string | undefined;
  readonly transferTo?: string | undefined;
}

/** Runs an operation for the users that were typed or that a file names: one is a list of one, without the journal and the questions. */
export function apply(
  context: Context,
  operation: Operation,
  users: readonly string[],
  options: ApplyOptions,
): Promise<View> {
  if (options.from !== undefined && users.length > 0) {
    throw usageError('users stand on the command line and in --from', 'put them all in one place');
  }
  const organization_id = context.need('org', options.org);
  const takesDepartment = operation.department === 'required';
  const [user_id] = users;
  if (options.from === undefined && users.length <= 1) {
    if (user_id === undefined) throw usageError('no user', 'name a user, or a file of them with --from');
    const department_id = takesDepartment ? context.need('transfer-to', options.transferTo) : null;
    return runOne(context, operation, { user_id, organization_id, department_id }, options);
  }
  const fallback = takesDepartment ? context.setting('transfer-to', options.transferTo).value : null;
  return runMany(context, operation, users, { ...options, organization_id, department_id: fallback });
}
