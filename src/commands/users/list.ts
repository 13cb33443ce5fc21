import { Option } from '@commander-js/extra-typings';
import type { ListParams } from '../../api/lists/member-list.ts';
import { type Member, memberFacts } from '../../api/members.ts';
import type { Context } from '../../cli/context.ts';
import { requireOrganization } from '../../cli/missing/required-values.ts';
import { newCommand, orgOption, parseWith, type Run } from '../../cli/options.ts';
import { type LongView, mayCut } from '../../output/view.ts';
import { statusId } from '../../validation/ids.ts';
import { roleOrName, searchedText } from '../../validation/names.ts';
import { countRecords, type ListLimit, limitOption, mostWanted, remainderNotes } from '../lists/paging.ts';
import { sameCells } from '../lists/same-cells.ts';
import { MEMBER } from './member-shape.ts';

const SORT_FIELDS = ['full_name', 'email', 'role', 'status', 'created_at', 'last_modified_at'] as const;

export const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'list the people of an organization',
    description: 'List the people of an organization, in the order in which they were added.',
    examples: [
      'users list --org org_xyz789',
      'users list --search jane',
      'users list --status inactive --all -o csv > inactive.csv',
      'users list --all -o jsonl | jq -r .email',
    ],
  })
    .addOption(orgOption())
    .option('--search <text>', 'part of a name, an e-mail address or a user name', parseWith(searchedText))
    .option('--role <role>', 'people with this role: its id, or its name', parseWith(roleOrName))
    .option('--status <status>', 'active, inactive, pending or status_…', parseWith(statusId))
    .addOption(new Option('--sort <field>', 'what to sort by').choices(SORT_FIELDS))
    .option('--desc', 'in descending order')
    .addOption(limitOption())
    .option('--all', 'everybody')
    .action((options) => run({ records: MEMBER }, (context) => list(context, options)));

interface ListOptions extends ListLimit {
  readonly org?: string | undefined;
  readonly search?: string | undefined;
  readonly role?: string | undefined;
  readonly status?: string | undefined;
  readonly sort?: (typeof SORT_FIELDS)[number] | undefined;
  readonly desc?: true | undefined;
}

async function list(context: Context, options: ListOptions): Promise<LongView> {
  const limit = mostWanted(options);
  const organization_id = await requireOrganization(context, options.org);
  const params = paramsOf(organization_id, await knownFilters(context, organization_id, options));
  const client = await context.api();
  let total: number | null = null;
  const onTotal = (told: number | null) => {
    total = told;
  };
  const { each, counts } = countRecords(() =>
    client.users.listAll(params, { limit, onTotal }, { signal: context.environment.signal }),
  );
  const notes = () => {
    const { shown, areAll } = counts;
    if (areAll && shown === 0) return ['nobody matches'];
    // A reader that stopped early (`| head -1`) needs no note about further users.
    return areAll ? remainderNotes({ shown, total }, options, 'everybody') : [];
  };
  return { records: { each, ...MEMBERS }, notes };
}

/** The options with ids that the organization has. Throws `CliError` (usage) for a filter that nothing can match. */
async function knownFilters(
  context: Context,
  organization_id: string,
  { role, status, ...others }: ListOptions,
): Promise<ListOptions> {
  if (role === undefined && status === undefined) return others;
  const { roleFilter, statusFilter } = await import('../filters/known-filters.ts');
  const filter = (option: string, typed: string) => ({ option, organization_id, typed });
  return {
    ...others,
    role: role && (await roleFilter(context, filter('--role', role))),
    status: status && (await statusFilter(context, filter('--status', status))),
  };
}

function paramsOf(organization_id: string, { search, role, status, sort, desc }: ListOptions): ListParams {
  const wanted = { search_term: search, role_id: role, status_id: status };
  return { organization_id, ...wanted, sort_field: sort, sort_direction: desc && 'desc' };
}

/** JSON has the API's own fields; other formats have the main columns, under names that `--from` reads. */
const MEMBERS = sameCells({
  names: ['user_id', 'full_name', 'email', 'role', 'status'],
  columns: ['USER', mayCut('NAME'), mayCut('EMAIL'), mayCut('ROLE'), mayCut('STATUS')],
  cells: (member: Member) => {
    const { user_id, full_name, email, role, status } = memberFacts(member);
    return [user_id, full_name, email, role, status];
  },
});
