import { type Run, valueOption } from '../../cli/options.ts';
import { remove } from '../../operations/remove.ts';
import { departmentOrName } from '../../validation/names.ts';
import { changeCommand } from './change/change.ts';

export const removeCommand = (run: Run) =>
  changeCommand(run, remove, {
    summary: 'remove users from the organization',
    description:
      'Remove users from the organization: all their roles and department memberships are deleted. Nothing undoes that: who is to come ' +
      'back has to be invited again. `users deactivate` can be undone. It asks you to type the user id, or the number of users, unless --yes is given.',
    examples: [
      'users remove usr_abc123 --org org_xyz789',
      'users remove usr_abc123 --transfer-to dept_eng001 --yes',
      'users remove --from gone.csv --check',
    ],
  }).addOption(
    // Optional here, so that the stored department is not used.
    valueOption(
      '--transfer-to <id>',
      'department that gets the resources, if any, or its name',
      departmentOrName,
    ),
  );
