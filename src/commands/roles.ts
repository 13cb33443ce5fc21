import type { Role, RoleMember } from '../api/objects/role.ts';
import type { Context } from '../cli/context.ts';
import { requireOrganization } from '../cli/missing/required-values.ts';
import { newCommand, newNoun, orgOption, parseWith, type Run } from '../cli/options.ts';
import { ApiError } from '../errors/api-errors.ts';
import { idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { type LongView, mayCut, toCells, type View } from '../output/view.ts';
import { roleId, userId } from '../validation/ids.ts';
import { isRoleName, roleOrName } from '../validation/names.ts';
import { countRecords } from './lists/paging.ts';
import { sameCells } from './lists/same-cells.ts';

export const rolesCommand = (run: Run) =>
  newNoun('roles', 'Find the roles of an organization, their ids and who has them.', run, [listCommand]);

const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'list the roles, or the members of one',
    description: 'List the roles of an organization; --members lists who has one of them.',
    examples: ['roles list --org org_xyz789', 'roles list --members role_admin'],
  })
    .addOption(orgOption())
    .option('--members <role>', 'the people with this role: its id, or its name', parseWith(roleOrName))
    .action(({ org, members }) =>
      run({ records: members === undefined ? ROLES : MEMBERS_OF_ROLE }, async (context) => {
        const organization_id = await requireOrganization(context, org);
        return members === undefined
          ? listRoles(context, organization_id)
          : listMembers(context, organization_id, members);
      }),
    );

const ROLES: RecordShape = {
  headings: { role: 'id', role_id: 'id', members: 'member_count', kind: 'is_custom' },
  idOf: idIn(roleId, 'id'),
  fields: [
    'id',
    'name',
    'description',
    'is_base_role',
    'is_custom',
    'is_system_role',
    'permissions',
    'permissions.*',
    'capabilities',
    'member_count',
    'knowledge_slice_ids',
    'organization_id',
    'created_at',
  ],
  isOpen: true,
};

const MEMBERS_OF_ROLE: RecordShape = {
  headings: { user: 'user_id', name: 'full_name', state: 'account_state' },
  idOf: idIn(userId, 'user_id'),
  fields: ['user_id', 'full_name', 'email', 'account_state', 'avatar_url'],
  isOpen: true,
};

async function listRoles(context: Context, organization_id: string): Promise<View> {
  const client = await context.api();
  const roles = await client.roles.list({ organization_id }, { signal: context.environment.signal });
  return {
    json: roles,
    lines: roles,
    csv: {
      columns: ['role_id', 'name', 'member_count', 'is_custom'],
      rows: roles.map(({ id, name, member_count, is_custom }) => toCells(id, name, member_count, is_custom)),
    },
    table: {
      columns: ['ROLE', mayCut('NAME'), 'MEMBERS', 'KIND'],
      rows: roles.map((role) => toCells(role.id, role.name, role.member_count, kindOf(role))),
    },
    notes: roles.length === 0 ? ['there are no roles'] : [],
  };
}

function kindOf({ is_custom, is_system_role }: Role): string | null {
  if (is_custom === true || is_system_role === false) return 'custom';
  return is_custom === false || is_system_role === true ? 'system' : null;
}

async function listMembers(context: Context, organization_id: string, typed: string): Promise<LongView> {
  const { refuseUnknownRole, roleFilter } = await import('./filters/known-filters.ts');
  const given = { option: '--members', organization_id, typed };
  const role = isRoleName(typed) ? await roleFilter(context, given) : typed;
  const client = await context.api();
  const options = { signal: context.environment.signal };
  const { each, counts } = countRecords(async function* () {
    try {
      yield* client.roles.listAllMembers(role, { organization_id }, options);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) await refuseUnknownRole(context, given);
      throw error;
    }
  });
  const forms = sameCells({
    names: ['user_id', 'full_name', 'email', 'account_state'],
    columns: ['USER', mayCut('NAME'), mayCut('EMAIL'), 'STATE'],
    cells: (one: RoleMember) => toCells(one.user_id, one.full_name, one.email, one.account_state),
  });
  return { records: { each, ...forms }, notes: () => (counts.shown === 0 ? [`nobody has ${role}`] : []) };
}
