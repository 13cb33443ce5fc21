import type { Context } from '../../../cli/context.ts';
import { lookUpNames } from '../../../lookup/directory.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { isEmail } from '../../../validation/names.ts';
import { refuseProtectedUser } from './protected-users.ts';
import { NamesToLookUp, replaceNames } from './target-names.ts';
import { unknownNamesError } from './unknown-names.ts';

/**
 * Resolves the e-mail address and department names of a target to ids. Throws `CliError` (exit 1) for all
 * names without exactly one match.
 */
export const resolveTarget = <T extends TargetFields>(context: Context, target: T): Promise<T> =>
  lookUpTarget(context, target, 'nothing was changed');

/**
 * The same for an existing user, and refuses protected ones: those named by id before any request, those
 * named by address after the lookup. `file` is that of `--protect`. Throws `CliError` as `resolveTarget`
 * does, or with `PROTECTED_USER`.
 */
export async function resolveUnprotectedTarget<T extends TargetFields>(
  context: Context,
  operation: Operation,
  typed: T,
  file: string | undefined,
): Promise<T> {
  const { user_id } = typed;
  const byAddress = user_id !== null && isEmail(user_id);
  if (user_id !== null && !byAddress) await refuseProtectedUser(context, operation, user_id, file);
  const target = await resolveTarget(context, typed);
  if (byAddress && target.user_id !== null) {
    await refuseProtectedUser(context, operation, target.user_id, file);
  }
  return target;
}

/** Resolves an id or e-mail address to a user id, for reading only. Throws as `resolveTarget` does. */
export async function resolveUser(context: Context, organization_id: string, user: string): Promise<string> {
  const { user_id } = await lookUpTarget(
    context,
    { user_id: user, organization_id, department_id: null },
    null,
  );
  return user_id ?? user;
}

async function lookUpTarget<T extends TargetFields>(
  context: Context,
  target: T,
  consequence: string | null,
): Promise<T> {
  const names = new NamesToLookUp();
  names.add(target);
  if (names.size === 0) return target;
  const { organization_id } = target;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  const found = replaceNames(target, await lookUpNames(place, names));
  if (found.ok) return found.value;
  const mismatches = found.unknown.map(({ mismatch }) => mismatch);
  throw unknownNamesError(mismatches, { option: null, consequence });
}
