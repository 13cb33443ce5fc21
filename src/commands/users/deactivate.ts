import * as options from '../../cli/options.ts';
import { deactivate } from '../../operations/deactivate.ts';
import { changeTargets, changeUsers } from './change/change.ts';

export const deactivateCommand = (run: options.Run) =>
  changeUsers('deactivate')
    .summary('deactivate users')
    .description(
      'Deactivate users. Roles and departments are kept, so that `users reactivate` can undo it; resources move to a department.\n' +
        'A user who is deactivated already is left as is, which is a success (--strict makes it a failure).',
    )
    .addOption(options.transferToOption())
    .addHelpText(
      'after',
      options.examples(
        'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
        'users deactivate jane@example.com --transfer-to Engineering/Backend',
        'users deactivate usr_abc123 --json        with org and transfer-to stored by `config set`',
        'users deactivate usr_abc123 --dry-run     shows the request and a curl line',
        'users deactivate --from leavers.csv       columns user_id or email and, if need be, transfer_to',
      ),
    )
    .action((users, given) => run((context) => changeTargets(context, deactivate, users ?? [], given)));
