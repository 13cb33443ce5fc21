import { newNoun, type Run } from '../cli/options.ts';
import { listCommand } from './auth/list.ts';
import { loginCommand } from './auth/login.ts';
import { logoutCommand } from './auth/logout.ts';
import { statusCommand } from './auth/status.ts';
import { switchCommand } from './auth/switch.ts';
import { tokenCommand } from './auth/token.ts';

export const authCommand = (run: Run) =>
  newNoun('auth', 'Sign in and out, and see who is asking.', run, [
    loginCommand,
    logoutCommand,
    statusCommand,
    listCommand,
    switchCommand,
    tokenCommand,
  ]);
