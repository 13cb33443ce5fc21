import { memberFacts } from '../../../api/members.ts';
import type { Department } from '../../../api/objects/department.ts';
import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { probe } from '../../../preflight/check-result.ts';
import { cutText } from '../../../text/cut.ts';
import { namedDepartments } from '../question/named-departments.ts';

/** Whom a change means: the id, and the address that was typed in its place. */
interface Meant {
  readonly who: string;
  readonly called: string | null;
  /** The departments whose names are known. */
  readonly knownDepartments: readonly Department[] | null;
}

/**
 * Asks for one user, by name and address where the API tells them; `yes` says so already, and nothing is read then.
 * Throws `CliError` as `Confirmation.confirm` does.
 */
export async function confirmOne(
  context: Context,
  operation: Operation,
  target: TargetFields,
  { who, called, knownDepartments }: Meant,
  yes: boolean,
): Promise<void> {
  const ids = target.department_id === null ? [] : [target.department_id];
  const departments = namedDepartments(ids, knownDepartments);
  const question = (words: readonly string[]) => {
    const whom = words.length === 0 ? who : `${who} (${words.join(', ')})`;
    return operation.question(whom, target.organization_id, departments);
  };
  const typed = called === null || called === who ? [] : [called];
  await context.credential();
  if (yes) return;
  const known = target.user_id === null ? [] : await readNames(context, target.user_id, target);
  await context.confirm(question(known.length === 0 ? typed : known), yes, who);
}

const LONGEST_NAME_BYTES = 200;

/** The name and the address of a user; empty where the API does not show them. */
async function readNames(
  context: Context,
  user_id: string,
  { organization_id }: Pick<TargetFields, 'organization_id'>,
): Promise<string[]> {
  const { users } = await context.api();
  const { signal } = context.environment;
  const found = await probe(users.retrieve(user_id, { organization_id }, { signal }));
  if (!('answer' in found)) return [];
  const { full_name, email } = memberFacts(found.answer);
  return [full_name, email].flatMap((text) => (text === null ? [] : cutText(text, LONGEST_NAME_BYTES)));
}
