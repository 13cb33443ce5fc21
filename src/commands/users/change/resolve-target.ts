import type { Context } from '../../../cli/context.ts';
import { CliError } from '../../../errors/cli-errors.ts';
import { EXIT } from '../../../errors/exit-codes.ts';
import { type Directory, lookUp } from '../../../lookup/directory.ts';
import type { Mismatch } from '../../../lookup/match.ts';
import type { Target } from '../../../operations/target.ts';
import { namesIn, withIds } from './target-names.ts';

/** A target whose names are ids: an e-mail address and department names are looked up. Throws `CliError` (exit 1) for all that mean none or several. */
export const resolveTarget = (context: Context, target: Target): Promise<Target> =>
  inIds(context, target, ': nothing was changed');

/** One user who is only looked at, named by id or by e-mail address. Throws as `named` does. */
export async function resolveUser(context: Context, organization_id: string, user: string): Promise<string> {
  const { user_id } = await inIds(context, { user_id: user, organization_id, department_id: null }, '');
  return user_id ?? user;
}

/** `consequence`: what the end of an error says of a change. */
async function inIds(context: Context, target: Target, consequence: string): Promise<Target> {
  const names = { users: new Set<string>(), departments: new Set<string>() };
  namesIn(target, names);
  if (names.users.size + names.departments.size === 0) return target;
  const { organization_id } = target;
  const place = { client: await context.api(), organization_id, signal: context.environment.signal };
  const wrong: Mismatch[] = [];
  const found = withIds(target, await lookUp(place, names), (match) => {
    if ('id' in match) return match.id;
    wrong.push(match);
    return '';
  });
  if (wrong.length > 0) throw mismatched(wrong, consequence);
  return found;
}

const HINTS = {
  NO_MATCH:
    '`aitronos users list --search <text>` and `aitronos departments list` show who and what there is',
  SEVERAL_MATCHES: 'name the one that is meant by its id',
  UNUSABLE_ID:
    'what the API says there is no id of its own kind: name the one that is meant by its id, and tell whoever runs the API',
};

/** Throws as `named` does, for department names that an option gave to all rows of a run: no row can be mended for it. */
export function checkForAll(
  { option, departments }: ForAll,
  directory: Directory,
  used: ReadonlySet<string>,
): void {
  const wrong = departments
    .filter((name) => used.has(name))
    .map((name) => directory.department(name))
    .filter((match): match is Mismatch => !('id' in match));
  if (wrong.length > 0) throw mismatched(wrong, ': nothing was changed', `${option}: `);
}

/** What is said for all rows that do not say it themselves. */
export interface ForAll {
  readonly option: string;
  readonly departments: readonly string[];
}

function mismatched(wrong: readonly Mismatch[], consequence: string, option = ''): CliError {
  const codes = new Set(wrong.map(({ code }) => code));
  const [code = 'NO_MATCH'] = codes;
  const messages = new Set(wrong.map(({ message }) => message));
  const hint = [...codes].map((each) => HINTS[each]).join('; ');
  return new CliError(code, EXIT.refused, `${option}${[...messages].join('; ')}${consequence}`, hint, {
    details: {
      candidates: wrong.flatMap(({ candidates }) => candidates),
      nearest: wrong.flatMap(({ nearest }) => nearest),
    },
  });
}
