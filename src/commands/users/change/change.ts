import { Argument } from '@commander-js/extra-typings';
import type { Context } from '../../../cli/context.ts';
import { requireAll } from '../../../cli/missing/required-values.ts';
import { quotedCall } from '../../../cli/mistakes/unquoted-value.ts';
import { switchBefore } from '../../../cli/mistakes/value-of-switch.ts';
import * as options from '../../../cli/options.ts';
import { usageError } from '../../../errors/cli-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { orElse } from '../../../or-else.ts';
import type { View } from '../../../output/view.ts';
import { userOrEmail } from '../../../validation/names.ts';
import { readTypedUser } from '../meant/typed-user.ts';
import { refuseContradictions } from '../plan/plan-flags.ts';
import type { RunOptions } from '../run/run-request.ts';
import { answerShape } from './answer-shape.ts';
import { changeOne } from './change-one.ts';
import { withManyOptions } from './change-options.ts';
import { requiredFlags } from './justification.ts';
import { missingOption, refuseChoiceWithoutFile } from './reading-flags.ts';

/** The verb of an operation on existing users: those given as arguments, or those of a file. */
export function changeCommand(run: options.Run, operation: Operation, words: options.CommandWords) {
  const command = options
    .newCommand(operation.action, words)
    .addArgument(
      // A single argument is validated at once; several are rows, whose problems are reported together.
      new Argument('[user...]', 'user id (usr_…) or e-mail address; several make a run').argParser(
        options.collect((text) => text),
      ),
    )
    .addOption(options.orgOption());
  return withManyOptions(command)
    .addOption(options.protectOption())
    .addOption(options.strictOption())
    .addOption(missingOption())
    .action((users = [], given) =>
      run({ records: answerShape(given, users) }, (context) =>
        changeTargets(context, operation, users, given),
      ),
    );
}

interface ChangeOptions extends RunOptions {
  readonly org?: string | undefined;
  /** Of the verbs that have the option, which they add themselves. */
  readonly transferTo?: string | undefined;
}

/**
 * Runs the operation: a single user is a run of one, whose journal is one file. The modules of runs of many load only
 * for many users.
 * See docs/decisions/2026-11-26-load-at-the-verb.md.
 */
async function changeTargets(
  context: Context,
  operation: Operation,
  users: readonly string[],
  given: ChangeOptions,
): Promise<View> {
  context.change.plan(given);
  refuseContradictions(given);
  refuseChoiceWithoutFile(given);
  if (given.from !== undefined && users.length > 0) {
    const { argv } = context.environment;
    const quoted = quotedCall(argv, users, 0);
    if (quoted !== null) throw usageError('a value of several words stands without quotes', quoted);
    const hint = switchBefore(users[0], argv) ?? 'put them all in one place';
    throw usageError('there are users on the command line and in --from', hint);
  }
  if (given.from !== undefined || users.length > 1) return changeMany(context, operation, users, given);
  const [typed] = users;
  const place = { takes: 'several', org: given.org } as const;
  const user = typed === undefined ? null : await readTypedUser(context, typed, place);
  const department_id = defaultDepartment(context, operation, given);
  const found = { users: user, ...flagsOfUsers(context, operation, given) };
  const needed = await requireAll(context, found, { offline: given.dryRun });
  const { users: user_id, '--org': organization } = needed;
  // A plan of one user takes the steps of a run, because it is applied as one.
  if (given.plan !== undefined) {
    return changeMany(context, operation, [user_id], { ...given, org: organization });
  }
  return changeOne(context, operation, { user_id, organization, department_id }, given);
}

/** What a call for users on the line cannot go on without, as far as it is found; a file may have most of it. */
const flagsOfUsers = (context: Context, operation: Operation, given: ChangeOptions) => ({
  '--org': context.setting('org', given.org).value,
  ...(operation.department === 'required' && {
    '--transfer-to': defaultDepartment(context, operation, given),
  }),
  ...requiredFlags(context, given),
});

async function changeMany(
  context: Context,
  operation: Operation,
  users: readonly string[],
  given: ChangeOptions,
): Promise<View> {
  // Words that are no users are told together with what is missing, as the bad rows that they are.
  const areUsers = users.length > 0 && orElse(() => users.every((word) => userOrEmail(word)), false);
  const found: ReturnType<typeof flagsOfUsers> = areUsers
    ? flagsOfUsers(context, operation, given)
    : { '--org': context.setting('org', given.org).value };
  const { '--org': organization } = await requireAll(context, found, { offline: given.dryRun });
  const fallback = defaultDepartment(context, operation, given);
  const { runMany, userRows } = await import('../run/run-many.ts');
  const schema = userRows({ use: operation.department, fallback });
  const forAll = { option: '--transfer-to', departments: fallback === null ? [] : [fallback] };
  const people = { typed: users, schema, forAll };
  return runMany(context, operation, { ...given, organization, people });
}

/**
 * The department for a single user, and for rows that name none. The stored setting counts only for operations that
 * require a department.
 * See docs/decisions/2026-11-25-stored-transfer-to-and-remove.md.
 */
function defaultDepartment(context: Context, { department }: Operation, given: ChangeOptions): string | null {
  if (department === 'required') return context.setting('transfer-to', given.transferTo).value;
  return department === 'optional' ? (given.transferTo ?? null) : null;
}
