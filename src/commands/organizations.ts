import { Command } from '@commander-js/extra-typings';
import type { ListedOrganization } from '../api/organizations.ts';
import type { Context } from '../cli/context.ts';
import { newCommand, type Run } from '../cli/options.ts';
import { idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { type LongView, mayCut, toCells } from '../output/view.ts';
import { organizationId } from '../validation/ids.ts';

export const organizationsCommand = (run: Run) =>
  new Command('organizations')
    .description('Find the organizations of the signed-in user, and their ids.')
    .addCommand(listCommand(run));

const ORGANIZATIONS: RecordShape = {
  headings: { organization: 'id', organization_id: 'id' },
  idOf: idIn(organizationId, 'id'),
  fields: ['id', 'name', 'description', 'logo', 'createdAt', 'updatedAt'],
  isOpen: true,
};

const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'list your organizations',
    description: 'List the organizations of the signed-in user; --org takes the id or the name of one.',
    examples: ['organizations list', 'organizations list --json'],
  })
    .option('--include-inactive', 'also those that are not active')
    .action(({ includeInactive }) =>
      run({ records: ORGANIZATIONS }, async (context) => list(context, includeInactive === true)),
    );

async function list(context: Context, inactive: boolean): Promise<LongView> {
  const client = await context.api();
  const options = { signal: context.environment.signal };
  let shown = 0;
  const organizations = async function* () {
    for await (const one of client.organizations.listAll(inactive ? { active_only: false } : {}, options)) {
      shown += 1;
      yield one;
    }
  };
  const rows = (page: readonly unknown[]) =>
    (page as readonly ListedOrganization[]).map((one) => toCells(one.id, one.name, one.description));
  return {
    records: {
      each: organizations,
      rest: organizations,
      csv: (page) => ({ columns: ['organization_id', 'name', 'description'], rows: rows(page) }),
      table: (page) => ({
        columns: ['ORGANIZATION', mayCut('NAME'), mayCut('DESCRIPTION')],
        rows: rows(page),
      }),
    },
    notes: () => (shown === 0 ? ['there are no organizations'] : []),
  };
}
