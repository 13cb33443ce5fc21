import { memberFacts, memberRoles, memberState } from '../../api/members.ts';
import type { Context } from '../../cli/context.ts';
import { idOfOrganization } from '../../cli/missing/named-organization.ts';
import { requireAll } from '../../cli/missing/required-values.ts';
import { newCommand, orgOption, type Run, userArgument } from '../../cli/options.ts';
import { mayCut, mayWrap, toCell, type View } from '../../output/view.ts';
import { resolveUser } from './change/resolve-target.ts';
import { readTypedUser } from './meant/typed-user.ts';
import { MEMBER } from './member-shape.ts';

export const getCommand = (run: Run) =>
  newCommand('get', {
    summary: 'show one user',
    description:
      'Show one user; in JSON as the API has it, which may be with one role of several and without departments.',
    examples: ['users get usr_abc123 --org org_xyz789', 'users get jane@example.com --json'],
  })
    .usage('[options] <user>')
    .addArgument(userArgument())
    .addOption(orgOption())
    .action((user, { org }) => run({ records: MEMBER }, (context) => get(context, user, org)));

async function get(context: Context, typed: string | undefined, org: string | undefined): Promise<View> {
  const named = typed === undefined ? null : await readTypedUser(context, typed, { takes: 'one', org });
  const given = { user: named, '--org': context.setting('org', org).value };
  const { user, '--org': organization } = await requireAll(context, given);
  const organization_id = await idOfOrganization(context, organization);
  const id = await resolveUser(context, organization_id, user);
  const client = await context.api();
  const found = await client.users.retrieve(id, { organization_id }, { signal: context.environment.signal });
  const { user_id, full_name, email, role } = memberFacts(found);
  const roles = memberRoles(found);
  // Only what every documented shape tells, so that the columns are the same whichever the API answers.
  const row = [user_id, full_name, email, memberState(found), roles.length > 0 ? toCell(roles) : role];
  return {
    json: found,
    csv: { columns: ['user_id', 'full_name', 'email', 'state', 'roles'], rows: [row] },
    table: {
      columns: ['USER', mayCut('NAME'), mayCut('EMAIL'), 'STATE', mayWrap('ROLES')],
      rows: [row],
    },
  };
}
