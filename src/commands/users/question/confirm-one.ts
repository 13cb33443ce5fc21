import { memberFacts } from '../../../api/members.ts';
import type { Department } from '../../../api/objects/department.ts';
import type { Context } from '../../../cli/context.ts';
import type { Operation } from '../../../operations/operation.ts';
import type { TargetFields } from '../../../operations/target.ts';
import { probe } from '../../../preflight/check-result.ts';
import { cutText } from '../../../text/cut.ts';
import { namedDepartments } from './named-departments.ts';

/** Whom a change means: the id, and the address that was typed in its place. */
interface Meant {
  readonly who: string;
  readonly called: string | null;
  /** The departments whose names are known. */
  readonly knownDepartments: readonly Department[] | null;
  /** True where the call says so already; nothing is read then. */
  readonly yes?: true | undefined;
}

/** Asks for one user, by name and address where the API tells them. Throws as `Confirmation.confirm` does. */
export async function confirmOne(
  context: Context,
  operation: Operation,
  target: TargetFields,
  { who, called, knownDepartments, yes }: Meant,
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
  const known =
    target.user_id === null ? [] : await readNames(context, target.user_id, target.organization_id);
  await context.confirm(question(known.length === 0 ? typed : known), { typed: who });
}

const LONGEST_NAME_BYTES = 200;

/** The name and the address of a user; empty where the API does not show them. */
async function readNames(context: Context, user_id: string, organization_id: string): Promise<string[]> {
  const { users } = await context.api();
  const { signal } = context.environment;
  const found = await probe(users.retrieve(user_id, { organization_id }, { signal }));
  if (!('answer' in found)) return [];
  const { full_name, email } = memberFacts(found.answer);
  return [full_name, email].flatMap((text) => (text === null ? [] : cutText(text, LONGEST_NAME_BYTES)));
}
