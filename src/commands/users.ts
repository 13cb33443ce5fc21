import { Command } from '@commander-js/extra-typings';
import type { Run } from './options.ts';
import { deactivateCommand } from './users/deactivate.ts';
import { reactivateCommand } from './users/reactivate.ts';

export const usersCommand = (run: Run) =>
  new Command('users')
    .description('Change the people of an organization.')
    .addCommand(deactivateCommand(run))
    .addCommand(reactivateCommand(run));
