import type { Context } from '../../context.ts';
import { CliError, EXIT } from '../../errors.ts';
import { lookUp } from '../../names/directory.ts';
import type { Match } from '../../names/match.ts';
import type { Target } from '../../operations/operation.ts';
import { namesIn, withIds } from './row-names.ts';

/** A target whose names are ids: an e-mail address and department names are looked up. Throws `CliError` (exit 1) for what means none or several. */
export async function named(context: Context, target: Target): Promise<Target> {
  const names = { users: new Set<string>(), departments: new Set<string>() };
  namesIn(target, names);
  if (names.users.size + names.departments.size === 0) return target;
  const { organization_id } = target;
  const place = { client: await context.api(), organization_id, signal: context.host.signal };
  return withIds(target, await lookUp(place, names), idOf);
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
