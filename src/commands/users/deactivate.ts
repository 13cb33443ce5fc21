import { Argument, Command } from '@commander-js/extra-typings';
import { deactivate } from '../../operations/deactivate.ts';
import { userId } from '../../values.ts';
import * as options from '../options.ts';
import { apply } from './apply.ts';

export const deactivateCommand = (run: options.Run) =>
  new Command('deactivate')
    .summary('deactivate users')
    .description(
      'Deactivate users. Roles and departments are kept, so that `users reactivate` can undo it; resources move to a department.\n' +
        'A user who is deactivated already is left as is, which is a success (--strict makes it a failure).',
    )
    .addArgument(new Argument('[user...]', 'user id (usr_…)').argParser(options.repeated(userId)))
    .addOption(options.orgOption())
    .addOption(options.transferToOption())
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
        'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
        'users deactivate usr_abc123 --json        with org and transfer-to stored by `config set`',
        'users deactivate usr_abc123 --dry-run     shows the request and a curl line',
        'users deactivate --from leavers.csv       columns user_id and, if need be, transfer_to',
      ),
    )
    .action((users, given) => run((context) => apply(context, deactivate, users ?? [], given)));
