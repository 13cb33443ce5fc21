import type { Context } from '../../cli/context.ts';
import { requireAll } from '../../cli/missing/required-values.ts';
import * as options from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import type { Memberships } from '../../operations/target.ts';
import { updateMemberships } from '../../operations/update-memberships.ts';
import type { View } from '../../output/view.ts';
import { answerShape } from './change/answer-shape.ts';
import { changeOne } from './change/change-one.ts';
import { withChangeOptions } from './change/change-options.ts';
import { requiredFlags } from './change/justification.ts';
import type { OneOptions } from './change/run-one.ts';
import { readTypedUser } from './meant/typed-user.ts';
import { type PlanFlags, refuseContradictions } from './plan/plan-flags.ts';

export const updateMembershipsCommand = (run: options.Run) =>
  withChangeOptions(
    options
      .newCommand('update-memberships', {
        summary: 'replace the roles and departments of a user',
        description:
          'Replace both lists of a user: roles and departments that are not named here are taken away, ' +
          'and `runs undo` does not bring them back. `users get` may show one role of several, and no ' +
          'departments: `roles list --members <role>` shows who has a role.\n' +
          'To empty a list, say so: --no-roles, --no-departments.',
        examples: [
          'users update-memberships usr_abc123 --role role_member --department dept_eng001 --department dept_be001',
          'users update-memberships jane@example.com --role role_admin --no-departments',
        ],
      })
      .usage('[options] <user>')
      .addArgument(options.userArgument())
      .addOption(options.orgOption())
      .addOption(options.roleOption())
      .option('--no-roles', 'take all roles away')
      .addOption(options.departmentOption())
      .option('--no-departments', 'take all departments away')
      .addOption(options.protectOption()),
  ).action((user, given) => run({ records: answerShape(given) }, (context) => update(context, user, given)));

interface UpdateOptions extends OneOptions, PlanFlags {
  readonly org?: string | undefined;
  readonly role?: readonly string[] | undefined;
  readonly roles: boolean;
  readonly department?: readonly string[] | undefined;
  readonly departments: boolean;
  readonly protect?: string | undefined;
}

async function update(context: Context, user: string | undefined, given: UpdateOptions): Promise<View> {
  context.change.plan(given);
  refuseContradictions(given);
  const place = { takes: 'one', org: given.org } as const;
  const found = {
    user: user === undefined ? null : await readTypedUser(context, user, place),
    '--org': context.setting('org', given.org).value,
    '--role': wholeList('role', given.role, given.roles),
    '--department': wholeList('department', given.department, given.departments),
    ...requiredFlags(context, given),
  };
  const { '--org': organization, ...needed } = await requireAll(context, found, { offline: given.dryRun });
  const memberships = { role_ids: needed['--role'], department_ids: needed['--department'] };
  if (given.plan !== undefined) {
    return planMemberships(context, needed.user, memberships, { ...given, organization });
  }
  const change = { user_id: needed.user, organization, department_id: null, memberships };
  return changeOne(context, updateMemberships, change, given);
}

/** A plan of one user takes the steps of a run, because it is applied as one. */
async function planMemberships(
  context: Context,
  user: string,
  memberships: Memberships,
  { organization, protect, plan, idsOnly, reason, ticket }: UpdateOptions & { readonly organization: string },
): Promise<View> {
  const { runMany, membershipRows } = await import('./run/run-many.ts');
  const schema = membershipRows(memberships);
  const { department_ids: departments, role_ids: roles } = memberships;
  const forAll = { option: '--department', departments, roles };
  const said = { protect, plan, idsOnly, reason, ticket };
  const people = { typed: [user], schema, forAll };
  return runMany(context, updateMemberships, { ...said, organization, people });
}

/** The new value of a list; null where it is not said, which would empty the list by mistake. */
function wholeList(
  name: string,
  ids: readonly string[] | undefined,
  some: boolean,
): readonly string[] | null {
  if (ids && !some) {
    const hint = `leave --no-${name}s out, or --${name}`;
    throw usageError(`--${name} and --no-${name}s contradict each other`, hint);
  }
  return ids ?? (some ? null : []);
}
