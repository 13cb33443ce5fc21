import { Argument, Command } from '@commander-js/extra-typings';
import { reactivate } from '../../operations/reactivate.ts';
import { userId } from '../../values.ts';
import * as options from '../options.ts';
import { apply } from './apply.ts';

export const reactivateCommand = (run: options.Run) =>
  new Command('reactivate')
    .summary('undo a deactivation')
    .description(
      'Reactivate users: their roles and departments take effect again. Resources that were moved stay where they are.\n' +
        'A user who is active already is left as is, which is a success (--strict makes it a failure).',
    )
    .addArgument(new Argument('[user...]', 'user id (usr_…)').argParser(options.repeated(userId)))
    .addOption(options.orgOption())
    .addOption(options.fromOption())
    .addOption(options.yesOption())
    .addOption(options.maxOption())
    .addOption(options.protectOption())
    .addOption(options.concurrencyOption())
    .addOption(options.rateOption())
    .addOption(options.failFastOption())
    .addOption(options.strictOption())
    .addOption(options.dryRunOption())
    .addHelpText(
      'after',
      options.examples(
        'users reactivate usr_abc123 --org org_xyz789',
        'users reactivate --from returning.csv --yes',
      ),
    )
    .action((users, given) => run((context) => apply(context, reactivate, users ?? [], given)));
