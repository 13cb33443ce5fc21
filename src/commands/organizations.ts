import type { ListedOrganization } from '../api/organizations.ts';
import type { Context } from '../cli/context.ts';
import { newCommand, newNoun, type Run } from '../cli/options.ts';
import { idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { type LongView, mayCut, toCells } from '../output/view.ts';
import { organizationId } from '../validation/ids.ts';
import { countRecords } from './lists/paging.ts';
import { sameCells } from './lists/same-cells.ts';

export const organizationsCommand = (run: Run) =>
  newNoun('organizations', 'Find the organizations of the signed-in user, and their ids.', run, [
    listCommand,
  ]);

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
  const { each, counts } = countRecords(() =>
    client.organizations.listAll(inactive ? { active_only: false } : {}, options),
  );
  const forms = sameCells({
    names: ['organization_id', 'name', 'description'],
    columns: ['ORGANIZATION', mayCut('NAME'), mayCut('DESCRIPTION')],
    cells: ({ id, name, description }: ListedOrganization) => toCells(id, name, description),
  });
  return {
    records: { each, ...forms },
    notes: () => (counts.shown === 0 ? ['there are no organizations'] : []),
  };
}
