import { newCommand, newNoun, orgOption, type Run, timeZoneOption } from '../cli/options.ts';
import { fieldsWithin, idIn, type RecordShape } from '../output/selection/record-shape.ts';
import { entryId } from '../validation/ids.ts';
import { limitOption } from './lists/paging.ts';

export const auditCommand = (run: Run) =>
  newNoun('audit', "Read the API's own audit log of an organization.", run, [listCommand]);

const listCommand = (run: Run) =>
  newCommand('list', {
    summary: 'what was done, to whom, by whom and when',
    description:
      "List the entries of the API's own audit log of an organization, in its order; in JSON as the API has them.",
    examples: [
      'audit list --org org_xyz789',
      'audit list --user jane@example.com',
      'audit list --action deactivated --since 2026-11-01 --time-zone Europe/Zurich --all -o csv',
    ],
  })
    .addOption(orgOption())
    .option('--user <user>', 'what was done to this user: id (usr_…) or e-mail address')
    .option('--actor <user>', 'what this user did: id (usr_…) or e-mail address')
    .option('--action <action>', 'what was done: deactivated, reactivated, removed, invited, updated, …')
    .option('--since <time>', 'from this day on, or from an instant such as 2026-11-20T12:00:00Z')
    .option('--until <time>', 'to the end of this day, or to an instant')
    .addOption(timeZoneOption('time zone of the days, such as Europe/Zurich'))
    .addOption(limitOption())
    .option('--all', 'all entries')
    .action((options) =>
      run({ records: ENTRIES }, async (context) =>
        (await import('./audit/list-entries.ts')).listEntries(context, options),
      ),
    );

/** The fields that the sandbox has: the API's page does not show those of its own. */
const ENTRIES: RecordShape = {
  idOf: idIn(entryId, 'id'),
  fields: [
    ...['id', 'organization_id', 'timestamp', 'entity_type', 'entity_id', 'entity_name', 'action_type'],
    ...['actor_id', 'actor_name', 'actor_email', 'target_id', 'target_name', 'department_id'],
    ...['previous_value', 'new_value'],
    ...fieldsWithin('previous_value', ['*']),
    ...fieldsWithin('new_value', ['*']),
  ],
  headings: {
    entry_id: 'id',
    at: 'timestamp',
    time: 'timestamp',
    action: 'action_type',
    target: 'target_id',
    name: 'target_name',
    actor: 'actor_name',
    actor_address: 'actor_email',
  },
  isOpen: true,
};
