import type { Run } from '../../cli/options.ts';
import { reactivate } from '../../operations/reactivate.ts';
import { changeCommand } from './change/change.ts';

export const reactivateCommand = (run: Run) =>
  changeCommand(run, reactivate, {
    summary: 'undo a deactivation',
    description:
      'Reactivate users: their roles and departments take effect again. Resources that were moved stay where they are.\n' +
      'An already active user is left as is, which counts as a success (without --strict).',
    examples: [
      'users reactivate usr_abc123 --org org_xyz789',
      'users reactivate jane@example.com',
      'users reactivate --from returning.csv --yes',
    ],
  });
