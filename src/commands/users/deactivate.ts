import { type Run, transferToOption } from '../../cli/options.ts';
import { deactivate } from '../../operations/deactivate.ts';
import { changeCommand } from './change/change.ts';

export const deactivateCommand = (run: Run) =>
  changeCommand(run, deactivate, {
    summary: 'deactivate users',
    description:
      'Deactivate users: resources move to a department, roles and departments are kept. ' +
      '`users reactivate` undoes it. An already deactivated user is a success.',
    examples: [
      'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
      'users deactivate jane@example.com --transfer-to Engineering/Backend',
      'users deactivate --from leavers.csv       columns user_id or email',
    ],
  }).addOption(transferToOption());
