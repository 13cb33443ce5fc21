import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import { GroupLists } from '../../../lookup/group-lists.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { isEmail } from '../../../validation/names.ts';
import { type ProtectList, refuseProtectedUser } from '../guards/protected-users.ts';
import {
  isNobody,
  NamesToLookUp,
  perhapsMisspelt,
  replaceNames,
  type UnknownName,
  type WithIds,
} from './target-names.ts';
import { unknownNamesError } from './unknown-names.ts';

interface Looking {
  /** Who is protected, as it is written; null where nothing is. */
  readonly protectList: ProtectList | null;
  /** True for `--check`, false for `--no-check`. */
  readonly check?: boolean | undefined;
  readonly dryRun?: true | undefined;
  /** `skip`: an address that no member has is no error. */
  readonly missing?: 'fail' | 'skip' | undefined;
  /** Where the lists that are read for it are kept. */
  readonly lists: GroupLists;
}

/**
 * Resolves the e-mail address and names of a target to ids; an existing user who is protected is refused, one named
 * by id before any request. What the lists that were read for that say against the change refuses it too, as in a
 * run. Null where no member has the address, and that is no error. Throws `CliError`: exit 1 for all names without
 * exactly one match, `PROTECTED_USER`, `CHECK_FAILED`.
 */
export async function findTarget(
  context: Context,
  operation: Operation,
  typed: TargetFields,
  { protectList: list, check, dryRun, missing, lists }: Looking,
): Promise<TargetFields | null> {
  const { user_id, organization_id } = typed;
  const byAddress = user_id !== null && isEmail(user_id);
  const one = { organization_id, list, lists };
  if (user_id !== null && !byAddress) await refuseProtectedUser(context, operation, { ...one, user_id });
  const found = await lookUpTarget(context, typed, lists, {
    missing,
    wanted: operation.alreadyApplied?.account_state,
  });
  if (!found.ok) {
    if (missing === 'skip' && found.unknown.every(isNobody)) {
      for (const note of found.unknown.flatMap(perhapsMisspelt)) await context.io.note(note);
      return null;
    }
    throw unknownError(found.unknown, 'nothing was changed');
  }
  const { value: target } = found;
  if (byAddress && target.user_id !== null) {
    await refuseProtectedUser(context, operation, { ...one, user_id: target.user_id });
  }
  // A run looks too, unless it is told not to, or shows what it would send; `--check` shows more than this.
  const { departments, roles } = lists.known;
  if (check === undefined && !dryRun && (departments ?? roles) !== null) {
    const { refuseUnfitGroups } = await import('./known-groups.ts');
    refuseUnfitGroups(operation, { typed, target }, lists.known);
  }
  return target;
}

/** Resolves an id or e-mail address to a user id, for reading only. Throws as `findTarget` does. */
export async function resolveUser(context: Context, organization_id: string, user: string): Promise<string> {
  const target = { user_id: user, organization_id, department_id: null };
  const found = await lookUpTarget(context, target, groupListsOf(context, organization_id), {});
  if (!found.ok) throw unknownError(found.unknown, null);
  return found.value.user_id ?? user;
}

/** The lists of an organization, for the look-ups of one call. */
export const groupListsOf = (context: Context, organization_id: string): GroupLists =>
  new GroupLists({ client: () => context.api(), organization_id, signal: context.environment.signal });

async function lookUpTarget(
  context: Context,
  target: TargetFields,
  lists: GroupLists,
  { missing, wanted }: Pick<Looking, 'missing'> & { readonly wanted?: string | null | undefined },
): Promise<WithIds<TargetFields>> {
  const names = new NamesToLookUp();
  names.add(target);
  if (names.size === 0) return { ok: true, value: target };
  const { lookUpNames } = await import('../../../lookup/directory.ts');
  const { organization_id } = target;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  return replaceNames(target, await lookUpNames(place, { ...names, missing }, lists), wanted);
}

function unknownError(unknown: readonly UnknownName[], consequence: string | null): CliError {
  const mismatches = unknown.map(({ mismatch }) => mismatch);
  return unknownNamesError(mismatches, { option: null, consequence });
}
