import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import { refusePartialState } from '../../../system/folders.ts';
import { type ProtectList, readProtectList, refuseListed } from '../guards/protected-users.ts';
import { refuseSelf } from '../guards/self.ts';
import type { OneOptions } from './run-one.ts';

/** A single change as it was given: ids, or what has to be looked up. */
interface GivenChange {
  /** An id or an e-mail address; null for an invitation. */
  readonly user: string | null;
  readonly organization: string;
  readonly department_id: string | null;
}

/**
 * Refuses a single change for what the line, the environment and the files show, before the first request: a protected
 * user, a list of them that cannot be read, a question that cannot be asked, a folder that is none. Returns who is
 * protected, as it is written; null where no user is. Throws `CliError` (usage).
 */
export async function refuseGiven(
  context: Context,
  operation: Operation,
  { user, organization, department_id }: GivenChange,
  { protect, yes, dryRun, check }: OneOptions & { readonly protect?: string | undefined },
): Promise<ProtectList | null> {
  if (!dryRun && !check) refusePartialState(context.environment);
  if (user === null) return null;
  refuseSelf(context, operation, user);
  const isGuarded = protect !== undefined || context.setting('protect').value !== null;
  const list = isGuarded ? await readProtectList(context, protect) : null;
  if (list !== null) refuseListed(list, user);
  if (operation.confirmation === 'always' && !dryRun && !check) {
    const departments = department_id === null ? [] : [department_id];
    context.mustAsk(operation.question(user, organization, departments), yes === true);
  }
  return list;
}
