import * as options from '../../cli/options.ts';
import { reactivate } from '../../operations/reactivate.ts';
import { answerShape } from './change/answer-shape.ts';
import { changeTargets, changeUsers } from './change/change.ts';

export const reactivateCommand = (run: options.Run) =>
  changeUsers('reactivate')
    .summary('undo a deactivation')
    .description(
      'Reactivate users: their roles and departments take effect again. Resources that were moved stay where they are.\n' +
        'A user who is active already is left as is, which counts as a success (without --strict).',
    )
    .addHelpText(
      'after',
      options.examples(
        'users reactivate usr_abc123 --org org_xyz789',
        'users reactivate jane@example.com',
        'users reactivate --from returning.csv --yes',
      ),
    )
    .action((users, given) =>
      run(
        (context) => changeTargets(context, reactivate, users ?? [], given),
        'needed',
        answerShape(given, users),
      ),
    );
