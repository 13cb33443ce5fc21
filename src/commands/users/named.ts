import type { Context } from '../../context.ts';
import { CliError, EXIT } from '../../errors.ts';
import { lookUp, type Names } from '../../names/directory.ts';
import type { Match } from '../../names/match.ts';
import type { Target } from '../../operations/operation.ts';
import { isDepartmentName, isEmail } from '../../values.ts';

/** A target whose names are ids: an e-mail address and department names are looked up. Throws `CliError` (exit 1) for what means none or several. */
export async function named(context: Context, target: Target): Promise<Target> {
  const { user_id, organization_id, department_id, invitation, memberships } = target;
  const departments = [
    department_id,
    ...(invitation?.department_ids ?? []),
    ...(memberships?.department_ids ?? []),
  ].filter((name) => name !== null);
  const names: Names = {
    users: new Set(user_id !== null && isEmail(user_id) ? [user_id] : []),
    departments: new Set(departments.filter(isDepartmentName)),
  };
  if (names.users.size + names.departments.size === 0) return target;
  const directory = await lookUp(
    { client: await context.api(), organization_id, signal: context.host.signal },
    names,
  );
  const user = (name: string) => (isEmail(name) ? idOf(directory.user(name)) : name);
  const department = (name: string) => (isDepartmentName(name) ? idOf(directory.department(name)) : name);
  return {
    organization_id,
    user_id: user_id === null ? null : user(user_id),
    department_id: department_id === null ? null : department(department_id),
    ...(invitation && {
      invitation: {
        ...invitation,
        ...(invitation.department_ids && { department_ids: invitation.department_ids.map(department) }),
      },
    }),
    ...(memberships && {
      memberships: { ...memberships, department_ids: memberships.department_ids.map(department) },
    }),
  };
}

/** One user, named by id or by e-mail address. Throws as `named` does. */
export async function userNamed(context: Context, organization_id: string, user: string): Promise<string> {
  const { user_id } = await named(context, { user_id: user, organization_id, department_id: null });
  return user_id ?? user;
}

function idOf(match: Match): string {
  if ('id' in match) return match.id;
  const hint =
    match.code === 'NO_MATCH'
      ? '`aitronos users list --search <text>` and `aitronos departments list` show who and what there is'
      : 'name the one that is meant by its id';
  throw new CliError(match.code, EXIT.refused, `${match.message}: nothing was sent`, hint, {
    details: { candidates: match.candidates },
  });
}
