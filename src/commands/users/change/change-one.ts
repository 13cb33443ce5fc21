import type { Context } from '../../../cli/context.ts';
import { idOfOrganization } from '../../../cli/missing/named-organization.ts';
import { type Operation, targetFor } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import type { View } from '../../../output/view.ts';
import { refuseMistypedState } from '../../../system/folders.ts';
import { type ProtectList, readProtectList, refuseListed } from '../guards/protected-users.ts';
import { refuseSelf } from '../guards/self.ts';
import { findTarget, groupListsOf } from './resolve-target.ts';
import { absentView, type OneOptions, runOne } from './run-one.ts';

/** A single change as it was given: ids, or what has to be looked up. */
interface GivenChange extends Omit<TargetFields, 'organization_id'> {
  readonly organization: string;
}

interface GivenOptions extends OneOptions {
  readonly protect?: string | undefined;
}

/** Makes a single change, once it is known whom it means. Throws `CliError` where it may not be made. */
export async function changeOne(
  context: Context,
  operation: Operation,
  change: GivenChange,
  given: GivenOptions,
): Promise<View> {
  const protectList = await refuseGiven(context, operation, change, given);
  const { organization, ...words } = change;
  const organization_id = await idOfOrganization(context, organization);
  const lists = groupListsOf(context, organization_id);
  const called = change.user_id;
  const typed = { ...words, organization_id };
  const target = await findTarget(context, operation, typed, { ...given, lists, protectList });
  if (target === null) return absentView(context, operation, organization_id, called ?? '');
  const knownDepartments = lists.known.departments;
  return runOne(context, operation, targetFor(operation, target), { ...given, called, knownDepartments });
}

/**
 * Refuses a single change for what the line, the environment and the files show, before the first request: a protected
 * user, a list of them that cannot be read, a question that cannot be asked, a folder that is none. Returns who is
 * protected, as it is written; null where no user is. Throws `CliError` (usage).
 */
async function refuseGiven(
  context: Context,
  operation: Operation,
  { user_id, organization, department_id }: GivenChange,
  { protect, yes, dryRun, check }: GivenOptions,
): Promise<ProtectList | null> {
  if (!dryRun && !check) refuseMistypedState(context.environment);
  if (user_id === null) return null;
  refuseSelf(context, operation, user_id);
  const isGuarded = protect !== undefined || context.setting('protect').value !== null;
  const list = isGuarded ? await readProtectList(context, protect) : null;
  if (list !== null) refuseListed(list, user_id);
  if (operation.confirmation === 'always' && !dryRun && !check) {
    const departments = department_id === null ? [] : [department_id];
    context.mustAsk(operation.question(user_id, organization, departments), yes);
  }
  return list;
}
