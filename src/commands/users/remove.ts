import * as options from '../../cli/options.ts';
import { remove } from '../../operations/remove.ts';
import { answerShape } from './change/answer-shape.ts';
import { changeTargets, changeUsers } from './change/change.ts';

export const removeCommand = (run: options.Run) =>
  changeUsers('remove')
    .summary('remove users from the organization')
    .description(
      'Remove users from the organization: all their roles and department memberships are deleted. `users reactivate` cannot undo it; ' +
        '`users deactivate` can be undone. It is always confirmed: by typing the user id, or the number of users; without a terminal by --yes.',
    )
    .addOption(options.removeTransferToOption())
    .addHelpText(
      'after',
      options.examples(
        'users remove usr_abc123 --org org_xyz789',
        'users remove usr_abc123 --transfer-to dept_eng001 --yes',
        'users remove --from gone.csv --check',
      ),
    )
    .action((users, given) =>
      run(
        (context) => changeTargets(context, remove, users ?? [], given),
        'needed',
        answerShape(given, users),
      ),
    );
