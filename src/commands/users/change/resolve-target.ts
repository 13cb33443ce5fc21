import type { Context } from '../../../cli/context.ts';
import type { CliError } from '../../../errors/cli-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { isEmail } from '../../../validation/names.ts';
import { refuseProtectedUser } from '../guards/protected-users.ts';
import { isNobody, NamesToLookUp, replaceNames, type UnknownName, type WithIds } from './target-names.ts';
import { unknownNamesError } from './unknown-names.ts';

/**
 * Resolves the e-mail address and department names of a target to ids. Throws `CliError` (exit 1) for all
 * names without exactly one match.
 */
export async function resolveTarget<T extends TargetFields>(context: Context, target: T): Promise<T> {
  const found = await lookUpTarget(context, target);
  if (found.ok) return found.value;
  throw unknownError(found.unknown, 'nothing was changed');
}

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
  const found = await findUnprotected(context, operation, typed, file);
  if (found.ok) return found.value;
  throw unknownError(found.unknown, 'nothing was changed');
}

/** The same; null where no member has the address. */
export async function findUnprotectedTarget<T extends TargetFields>(
  context: Context,
  operation: Operation,
  typed: T,
  file: string | undefined,
): Promise<T | null> {
  const found = await findUnprotected(context, operation, typed, file);
  if (found.ok) return found.value;
  if (found.unknown.every(isNobody)) return null;
  throw unknownError(found.unknown, 'nothing was changed');
}

async function findUnprotected<T extends TargetFields>(
  context: Context,
  operation: Operation,
  typed: T,
  file: string | undefined,
): Promise<WithIds<T>> {
  const { user_id } = typed;
  const byAddress = user_id !== null && isEmail(user_id);
  const { organization_id } = typed;
  const one = { organization_id, file };
  if (user_id !== null && !byAddress) await refuseProtectedUser(context, operation, { ...one, user_id });
  const found = await lookUpTarget(context, typed);
  if (byAddress && found.ok && found.value.user_id !== null) {
    await refuseProtectedUser(context, operation, { ...one, user_id: found.value.user_id });
  }
  return found;
}

/** Resolves an id or e-mail address to a user id, for reading only. Throws as `resolveTarget` does. */
export async function resolveUser(context: Context, organization_id: string, user: string): Promise<string> {
  const found = await lookUpTarget(context, { user_id: user, organization_id, department_id: null });
  if (!found.ok) throw unknownError(found.unknown, null);
  return found.value.user_id ?? user;
}

async function lookUpTarget<T extends TargetFields>(context: Context, target: T): Promise<WithIds<T>> {
  const names = new NamesToLookUp();
  names.add(target);
  if (names.size === 0) return { ok: true, value: target };
  const { lookUpNames } = await import('../../../lookup/directory.ts');
  const { organization_id } = target;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  return replaceNames(target, await lookUpNames(place, names));
}

function unknownError(unknown: readonly UnknownName[], consequence: string | null): CliError {
  const mismatches = unknown.map(({ mismatch }) => mismatch);
  return unknownNamesError(mismatches, { option: null, consequence });
}
