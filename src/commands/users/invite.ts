import { Argument } from '@commander-js/extra-typings';
import type { Context } from '../../cli/context.ts';
import { requireAll } from '../../cli/missing/required-values.ts';
import { quotedCall } from '../../cli/mistakes/unquoted-value.ts';
import * as options from '../../cli/options.ts';
import { usageError } from '../../errors/cli-errors.ts';
import { invite } from '../../operations/invite.ts';
import type { Invitation } from '../../operations/target.ts';
import type { View } from '../../output/view.ts';
import { fullName, invitationMessage, invitedEmail } from '../../validation/names.ts';
import { answerShape } from './change/answer-shape.ts';
import { changeOne } from './change/change-one.ts';
import { withManyOptions } from './change/change-options.ts';
import { requiredFlags } from './change/justification.ts';
import { refuseChoiceWithoutFile } from './change/reading-flags.ts';
import { readTypedUser } from './meant/typed-user.ts';
import { planOption, refuseContradictions } from './plan/plan-flags.ts';
import type { RunOptions } from './run/run-request.ts';

export const inviteCommand = (run: options.Run) =>
  withManyOptions(
    options
      .newCommand('invite', {
        summary: 'invite people',
        description:
          'Invite somebody to the organization by e-mail address, or everybody in a file (columns email, ' +
          'name, first_name, last_name, role, department, message, send_invitation; several roles or ' +
          'departments with ; or , between them).\n' +
          'An invitation whose answer never came is not sent again, because it could arrive twice.',
        examples: [
          'users invite sam@example.com --org org_xyz789 --role role_member --department Engineering',
          'users invite sam@example.com --name "Sam Lee" --no-send',
          'users invite --from newcomers.csv --role Member',
        ],
      })
      .addArgument(new Argument('[email]', 'whom to invite'))
      .addOption(options.orgOption())
      .option('--name <name>', 'full name', options.parseWith(fullName))
      .addOption(options.roleOption())
      .addOption(options.departmentOption())
      .option('--message <text>', 'words of your own for the e-mail', options.parseWith(invitationMessage))
      .option('--no-send', 'send no e-mail'),
    planOption('write a plan to be approved, and send nothing'),
  ).action((address, given) =>
    run({ records: answerShape(given) }, (context) => inviteUsers(context, address, given)),
  );

interface InviteOptions extends RunOptions {
  readonly org?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: readonly string[] | undefined;
  readonly department?: readonly string[] | undefined;
  readonly message?: string | undefined;
  readonly send: boolean;
}

async function inviteUsers(
  context: Context,
  address: string | undefined,
  given: InviteOptions,
): Promise<View> {
  context.change.plan(given);
  refuseContradictions(given);
  if (given.idsOnly) {
    const hint = 'leave --ids-only out';
    throw usageError('an invitation is its address: a plan without it would be none', hint);
  }
  refuseChoiceWithoutFile(given);
  if (address !== undefined && given.from !== undefined) {
    const quoted = quotedCall(context.environment.argv, [address], 0);
    const hint = quoted ?? 'give one e-mail address, or a file with --from';
    throw usageError('there is an e-mail address on the command line besides --from', hint);
  }
  const place = { takes: 'address', org: given.org } as const;
  if (address !== undefined) await readTypedUser(context, address, place, invitedEmail);
  const { '--org': organization } = await requireAll(
    context,
    {
      email: address ?? given.from ?? null,
      '--org': context.setting('org', given.org).value,
      ...(given.from === undefined && requiredFlags(context, given)),
    },
    { offline: given.dryRun },
  );
  const common = buildInvitation(given);
  if (address === undefined || given.plan !== undefined) {
    return inviteMany(context, address, common, { ...given, organization });
  }
  const invitation = { email: address, ...common };
  const change = { user_id: null, organization, department_id: null, invitation };
  return changeOne(context, invite, change, given);
}

/** Invites the people of a file; the only one on the line for a plan, which is applied as a run. */
async function inviteMany(
  context: Context,
  address: string | undefined,
  common: Omit<Invitation, 'email'>,
  given: InviteOptions & { readonly organization: string },
): Promise<View> {
  if (given.name !== undefined && address === undefined)
    throw usageError('--name is for one person', 'put names into a column name');
  const forAll = { option: '--department', departments: given.department ?? [], roles: given.role ?? [] };
  const { runMany, invitationRows } = await import('./run/run-many.ts');
  const typed = address === undefined ? [] : [address];
  return runMany(context, invite, { ...given, people: { typed, schema: invitationRows(common), forAll } });
}

/** Contains given values only, because the API has its own defaults. */
function buildInvitation(given: InviteOptions): Omit<Invitation, 'email'> {
  const { name, role, department, message, send } = given;
  return {
    ...(name !== undefined && { full_name: name }),
    ...(role && { role_ids: role }),
    ...(department && { department_ids: department }),
    ...(!send && { send_invitation: false as const }),
    ...(message !== undefined && { custom_message: message }),
  };
}
