import { Command } from '@commander-js/extra-typings';
import { deactivate } from '../../operations/deactivate.ts';
import { userId } from '../../values.ts';
import {
  dryRunOption,
  examples,
  orgOption,
  parsed,
  type Run,
  strictOption,
  transferToOption,
} from '../options.ts';
import { apply } from './apply.ts';

export const deactivateCommand = (run: Run) =>
  new Command('deactivate')
    .summary('deactivate a user')
    .description(
      'Deactivate a user. Roles and departments are kept; the resources move to a department.\n' +
        'A user who is deactivated already is left as is, which is a success (--strict makes it a failure).',
    )
    .argument('<user>', 'user id (usr_…)', parsed(userId))
    .addOption(orgOption())
    .addOption(transferToOption())
    .addOption(strictOption())
    .addOption(dryRunOption())
    .addHelpText(
      'after',
      examples(
        'users deactivate usr_abc123 --org org_xyz789 --transfer-to dept_eng001',
        'users deactivate usr_abc123 --json        with org and transfer-to stored by `config set`',
        'users deactivate usr_abc123 --dry-run     shows the request and a curl line',
      ),
    )
    .action((user_id, options) =>
      run((context) => {
        const target = {
          user_id,
          organization_id: context.need('org', options.org),
          department_id: context.need('transfer-to', options.transferTo),
        };
        return apply(context, deactivate, target, options);
      }),
    );
