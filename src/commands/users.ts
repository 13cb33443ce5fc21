import { Command } from '@commander-js/extra-typings';
import type { Run } from './options.ts';
import { deactivateCommand } from './users/deactivate.ts';
import { reactivateCommand } from './users/reactivate.ts';

export const usersCommand = (run: Run) =>
  new Command('users')
    .summary('the people of an organization')
    .description('Change the people of an organization.')
    .addCommand(deactivateCommand(run))
    .addCommand(reactivateCommand(run));
