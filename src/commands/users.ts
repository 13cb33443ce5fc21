import { Command } from '@commander-js/extra-typings';
import type { Run } from '../cli/options.ts';
import { deactivateCommand } from './users/deactivate.ts';
import { diffCommand } from './users/diff.ts';
import { getCommand } from './users/get.ts';
import { inviteCommand } from './users/invite.ts';
import { listCommand } from './users/list.ts';
import { reactivateCommand } from './users/reactivate.ts';
import { removeCommand } from './users/remove.ts';
import { updateMembershipsCommand } from './users/update-memberships.ts';

export const usersCommand = (run: Run) =>
  new Command('users')
    .description('Find the people of an organization, and change them.')
    .addCommand(listCommand(run))
    .addCommand(getCommand(run))
    .addCommand(diffCommand(run))
    .addCommand(deactivateCommand(run))
    .addCommand(reactivateCommand(run))
    .addCommand(removeCommand(run))
    .addCommand(inviteCommand(run))
    .addCommand(updateMembershipsCommand(run));
