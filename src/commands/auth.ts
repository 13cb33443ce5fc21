import { Command } from '@commander-js/extra-typings';
import type { Run } from '../cli/options.ts';
import { listCommand } from './auth/list.ts';
import { loginCommand } from './auth/login.ts';
import { logoutCommand } from './auth/logout.ts';
import { statusCommand } from './auth/status.ts';
import { switchCommand } from './auth/switch.ts';
import { tokenCommand } from './auth/token.ts';

export const authCommand = (run: Run) =>
  new Command('auth')
    .description('Sign in and out, and see who is asking.')
    .addCommand(loginCommand(run))
    .addCommand(logoutCommand(run))
    .addCommand(statusCommand(run))
    .addCommand(listCommand(run))
    .addCommand(switchCommand(run))
    .addCommand(tokenCommand(run));
