import { Command } from '@commander-js/extra-typings';
import type { Run } from './options.ts';
import { deactivateCommand } from './users/deactivate.ts';
import { inviteCommand } from './users/invite.ts';
import { reactivateCommand } from './users/reactivate.ts';
import { removeCommand } from './users/remove.ts';
import { updateMembershipsCommand } from './users/update-memberships.ts';

export const usersCommand = (run: Run) =>
  new Command('users')
    .description('Change the people of an organization.')
    .addCommand(deactivateCommand(run))
    .addCommand(reactivateCommand(run))
    .addCommand(removeCommand(run))
    .addCommand(inviteCommand(run))
    .addCommand(updateMembershipsCommand(run));
