import { Option } from '@commander-js/extra-typings';
import { markRequired } from '../../cli/help/marks.ts';
import { newCommand, type Run, timeZoneOption, yesOption } from '../../cli/options.ts';
import { deletionShape } from './deletion/shape.ts';

export const deleteCommand = (run: Run) =>
  newCommand('delete', {
    summary: 'delete the records of old runs',
    description:
      'Delete the records of runs that were begun, and last worked on, before a day. Runs that can be ' +
      'resumed are kept. The ledger keeps the digest of what was deleted; nobody can show or undo such a ' +
      'run any more.',
    examples: [
      'runs delete --before 2026-01-01 --time-zone Europe/Zurich --dry-run',
      'runs delete --before 2026-01-01T00:00:00Z --yes',
    ],
  })
    .addOption(markRequired(new Option('--before <date>', 'a day such as 2026-01-01, or an instant')))
    .addOption(timeZoneOption('time zone of the day, such as Europe/Zurich'))
    .addOption(yesOption())
    .option('--dry-run', 'show what would be deleted, and delete nothing')
    .action((options) =>
      run({ records: deletionShape }, async (context) =>
        (await import('./deletion/delete-runs.ts')).deleteRuns(context, options),
      ),
    );
